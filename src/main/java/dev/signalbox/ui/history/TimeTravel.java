package dev.signalbox.ui.history;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.past.PastModel;
import dev.signalbox.ui.past.Segment;
import dev.signalbox.ui.past.Signal;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The objects as they were at the moment that is looked at; as they are while none is. FX thread.
 */
public final class TimeTravel {
  private final PastModel past;
  private final Supplier<List<ObjectModel>> present;
  private final Texts texts;
  private final PastLooks looks;

  /** As long as one moment after the other is looked at, each object stays the same one. */
  private final Map<Subject, PastObject> then = new HashMap<>();

  /**
   * Begins in the present.
   *
   * @param present the objects there are now
   */
  public TimeTravel(PastModel past, Supplier<List<ObjectModel>> present, Texts texts) {
    this.past = past;
    this.present = present;
    this.texts = texts;
    this.looks = new PastLooks(texts);
    past.viewedProperty().subscribe(this::show);
  }

  private void show(Optional<Instant> moment) {
    if (moment.isEmpty()) {
      then.clear();
    }
    moment.ifPresent(
        at -> then.forEach((subject, object) -> object.show(looksOf(object.name(), subject, at))));
  }

  private ObjectLooks looksOf(String name, Subject subject, Instant at) {
    return looks.of(name, state(subject, at), at);
  }

  private Segment state(Subject subject, Instant at) {
    return past.pastProperty().get().at(subject, at, past.nowProperty().get());
  }

  /** All of them, as they are to be shown. */
  public List<ObjectModel> objects() {
    return present.get().stream().map(this::seen).toList();
  }

  /** This object as it is to be shown. */
  public ObjectModel seen(ObjectModel object) {
    return past.viewedProperty()
        .get()
        .<ObjectModel>map(
            at ->
                then.computeIfAbsent(
                    object.subject(),
                    subject -> new PastObject(object, looksOf(object.name(), subject, at))))
        .orElse(object);
  }

  /** The object of the present that this one is or was, if it is there still. */
  public Optional<ObjectModel> present(ObjectModel seen) {
    return present.get().stream()
        .filter(object -> object.subject().equals(seen.subject()))
        .findFirst();
  }

  /** Says that this is not the present: {@code As it was at 03:12:08, 26 min ago}. */
  public Optional<String> stamp() {
    Instant now = past.nowProperty().get();
    return past.viewedProperty()
        .get()
        .map(
            at ->
                texts.get(
                    "travel.stamp",
                    TimeText.moment(at, now),
                    TimeText.rough(Duration.between(at, now))));
  }

  /**
   * How many of the connections there are now were connected then, in words; empty in the present.
   */
  public Optional<String> summary() {
    return past.viewedProperty().get().map(this::summary);
  }

  private String summary(Instant at) {
    List<Signal> signals =
        present.get().stream()
            .map(ObjectModel::subject)
            .filter(subject -> subject.kind() == Subject.Kind.CONNECTION)
            .map(subject -> state(subject, at).signal())
            .toList();
    return texts.get(
        "travel.summary",
        TimeText.timeOfDay(at),
        signals.stream().filter(signal -> signal == Signal.WELL).count(),
        signals.size(),
        signals.stream().filter(Signal::isGap).count());
  }

  /** Why nothing can be asked of the engine now; empty in the present. */
  public Optional<String> lock() {
    return past.viewedProperty()
        .get()
        .map(at -> texts.get("travel.refused", TimeText.moment(at, past.nowProperty().get())));
  }

  /** Looks at the present again; tells whether it was not looked at. */
  public boolean back() {
    boolean away = past.viewedProperty().get().isPresent();
    past.viewPresent();
    return away;
  }
}
