package dev.signalbox.ui.past;

import dev.signalbox.base.Subscription;
import dev.signalbox.console.Console;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.ui.toolkit.FxThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The past, kept up to date: what changes in one second is shown once. It also says when a beat has
 * passed, for those who show the time that ends now.
 *
 * <p>Threading: FX thread; what the console tells is collected on its own.
 */
public final class PastModel implements AutoCloseable {
  /** How often the engine is asked when it was there to see. */
  static final Duration ASKED_EVERY = Duration.ofSeconds(10);

  static final Duration REACH = Duration.ofDays(30);

  private static final int OF_EACH_SUBJECT = 1_000;

  private final Console console;
  private final Subscription subscription;
  private final Object lock = new Object();

  /** Under the lock. */
  private final Map<Subject, Deque<Transition>> collected = new HashMap<>();

  private final AtomicBoolean news = new AtomicBoolean();
  private final ReadOnlyObjectWrapper<Past> past = new ReadOnlyObjectWrapper<>(Past.NONE);
  private final ReadOnlyObjectWrapper<Instant> now;
  private final ReadOnlyObjectWrapper<Optional<Instant>> viewed =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Instant asked = Instant.MIN;

  /** Begins to listen. */
  public PastModel(Console console, Instant start) {
    this.console = console;
    this.now = new ReadOnlyObjectWrapper<>(start);
    this.subscription = console.listenToTransitions(this::collect);
    ask(start);
    show();
  }

  private void collect(List<Transition> transitions) {
    synchronized (lock) {
      for (Transition transition : transitions) {
        Deque<Transition> own =
            collected.computeIfAbsent(transition.subject(), _ -> new ArrayDeque<>());
        own.addLast(transition);
        if (own.size() > OF_EACH_SUBJECT) {
          own.removeFirst();
        }
      }
    }
    news.set(true);
  }

  /**
   * About a second has passed.
   *
   * @param time the moment that the window shows, which may be the one it showed before
   */
  public void tick(Instant time) {
    if (news.getAndSet(false)) {
      show();
    }
    if (time.isBefore(asked) || !time.isBefore(asked.plus(ASKED_EVERY))) {
      ask(time);
    }
    now.set(time);
  }

  private void show() {
    Map<Subject, List<Transition>> transitions;
    synchronized (lock) {
      transitions =
          collected.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }
    past.set(new Past(transitions, past.get().watched()));
  }

  private void ask(Instant time) {
    asked = time;
    var _ =
        console
            .samples(Subject.PROGRAM, time.minus(REACH), time, 1)
            .thenAccept(answer -> FxThread.run(() -> showWatched(answer)));
  }

  private void showWatched(Samples answer) {
    if (!answer.watched().equals(past.get().watched())) {
      past.set(new Past(past.get().transitions(), answer.watched()));
    }
  }

  public ReadOnlyObjectProperty<Past> pastProperty() {
    return past.getReadOnlyProperty();
  }

  /** Moves on once a second at most. */
  public ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  /** Looks at how it was then; what has not been yet is the present. */
  public void view(Instant moment) {
    viewed.set(Optional.of(moment).filter(at -> at.isBefore(now.get())));
  }

  public void viewPresent() {
    viewed.set(Optional.empty());
  }

  /** The moment of the past that is looked at; empty in the present. */
  public ReadOnlyObjectProperty<Optional<Instant>> viewedProperty() {
    return viewed.getReadOnlyProperty();
  }

  /** Listens to nothing any more; what is shown stays. */
  @Override
  public void close() {
    subscription.close();
  }
}
