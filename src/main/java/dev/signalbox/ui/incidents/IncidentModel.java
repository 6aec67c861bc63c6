package dev.signalbox.ui.incidents;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.past.Past;
import dev.signalbox.ui.past.PastModel;
import dev.signalbox.ui.quiet.Quiet;
import dev.signalbox.ui.quiet.QuietModel;
import dev.signalbox.ui.toolkit.FxThread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The incidents that are open, or were at the moment that is looked at; found anew whenever the
 * past has grown or another moment is looked at, on a virtual thread.
 */
public final class IncidentModel {
  /** What is over so soon needs nobody's eye, and nothing moves for it. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final PastModel past;
  private final Supplier<Plant> plant;
  private final QuietModel quiet;
  private final ReadOnlyObjectWrapper<List<Incident>> open = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Subject>> muted = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Instant>> then =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private List<Incident> found = List.of();
  private long asked;

  /**
   * Begins to look.
   *
   * @param quiet what nobody wants to hear of now
   */
  public IncidentModel(PastModel past, Supplier<Plant> plant, QuietModel quiet) {
    this.past = past;
    this.plant = plant;
    this.quiet = quiet;
    past.pastProperty().subscribe(this::look);
    past.viewedProperty().subscribe(this::look);
    past.nowProperty().subscribe(this::show);
    quiet.quietProperty().subscribe(() -> show(now()));
    look();
  }

  private void look() {
    long number = ++asked;
    Plant present = plant.get();
    Past known = past.pastProperty().get();
    Optional<Instant> viewed = past.viewedProperty().get();
    Past seen = viewed.map(known::until).orElse(known);
    var _ =
        Thread.ofVirtual()
            .name("incidents")
            .start(
                () -> {
                  List<Incident> incidents =
                      Handover.incidents(seen, present).stream().filter(Incident::isOpen).toList();
                  FxThread.run(() -> found(number, incidents, viewed));
                });
  }

  private void found(long number, List<Incident> incidents, Optional<Instant> at) {
    if (number == asked) {
      found = incidents;
      then.set(at);
      show(past.nowProperty().get());
    }
  }

  private void show(Instant now) {
    if (then.get().isPresent()) {
      // What somebody wants to hear of now says nothing of then.
      open.set(found);
      muted.set(List.of());
      return;
    }
    Map<Boolean, List<Incident>> byQuiet =
        found.stream()
            .filter(incident -> !incident.from().plus(GRACE).isAfter(now))
            .collect(Collectors.partitioningBy(incident -> isQuiet(incident, now)));
    open.set(byQuiet.getOrDefault(false, List.of()));
    muted.set(
        byQuiet.getOrDefault(true, List.of()).stream()
            .flatMap(incident -> incident.first().stream())
            .distinct()
            .toList());
  }

  /** What a muted connection holds up is no news either. */
  private boolean isQuiet(Incident incident, Instant now) {
    return incident.first().stream()
        .allMatch(subject -> quiet.quietProperty().get().isQuiet(subject, now));
  }

  /** The moment of the past that the incidents are of; empty if they are of the present. */
  ReadOnlyObjectProperty<Optional<Instant>> thenProperty() {
    return then.getReadOnlyProperty();
  }

  /** Those of which nobody wants to hear now, though they are down. */
  ReadOnlyObjectProperty<List<Subject>> mutedProperty() {
    return muted.getReadOnlyProperty();
  }

  /** No notice of this incident for so long. */
  void mute(Incident incident, Duration time) {
    quiet.mute(incident.first(), now(), time);
  }

  /** Notices of all that is muted and down come again. */
  void liftMuted() {
    quiet.lift(muted.get());
  }

  /** Until when that one is quiet. */
  Optional<Instant> quietUntil(Subject subject) {
    return quiet.quietProperty().get().of(subject, now()).map(Quiet.Span::to);
  }

  ReadOnlyObjectProperty<List<Incident>> openProperty() {
    return open.getReadOnlyProperty();
  }

  /** The moment that all of it is told at. */
  Instant now() {
    return then.get().orElseGet(past.nowProperty()::get);
  }

  ReadOnlyObjectProperty<Instant> nowProperty() {
    return past.nowProperty();
  }

  Plant plant() {
    return plant.get();
  }
}
