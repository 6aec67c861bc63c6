package dev.signalbox.relay;

import dev.signalbox.base.Actor;
import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Verdict;
import dev.signalbox.base.WorkExecutor.Work;
import dev.signalbox.relay.checkpoint.LeaseHolder;
import dev.signalbox.relay.run.ConnectionLookup;
import dev.signalbox.relay.run.MissingConnectionException;
import dev.signalbox.relay.run.RelayConnections;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.relay.run.RelayLog;
import dev.signalbox.relay.run.RelayRun;
import dev.signalbox.relay.run.RunListener;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelayEffect;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RelayStatus;
import dev.signalbox.relay.state.RelayTransition;
import dev.signalbox.relay.state.RelayTransitions;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.relay.state.RunId;
import dev.signalbox.settings.PollingSettings;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of a relay's state and run.
 *
 * <p>Threading: every method may be called from any thread, the FX thread included; none of them
 * blocks or calls a driver. Commands answer at once with a verdict, their effects follow. Each run
 * has virtual threads of its own. Listeners are called in order on a thread of their own.
 */
public final class Relay {
  private static final Actor SHUTDOWN = Actor.program("shutdown");

  private final PollingSettings settings;
  private final ConnectionLookup lookup;
  private final RelayEnvironment environment;
  private final LeaseHolder self = LeaseHolder.ofThisProcess();
  private final RelayLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private final SnapshotListeners<RelaySnapshot> listeners = new SnapshotListeners<>();

  private RelayStatus status;
  private Optional<Actor> changedBy = Optional.empty();
  private Optional<Position> position = Optional.empty();
  private long lastRun;
  private @Nullable RelayRun run;

  /**
   * @param lookup asked at each start for the connections that the settings name
   */
  public Relay(PollingSettings settings, ConnectionLookup lookup, RelayEnvironment environment) {
    this.settings = settings;
    this.lookup = lookup;
    this.environment = environment;
    this.log = new RelayLog(settings);
    this.status = RelayStatus.initial(environment.scheduler().now());
  }

  /** The program name: identity of the checkpoint and of message ids. */
  public String name() {
    return settings.programName();
  }

  /** Counters are those of the present run, or of the last one. */
  public RelaySnapshot snapshot() {
    lock.lock();
    try {
      return snapshotNow();
    } finally {
      lock.unlock();
    }
  }

  private RelaySnapshot snapshotNow() {
    RelayCounters counters = run == null ? RelayCounters.NONE : run.counters();
    RowTiming timing = run == null ? RowTiming.NONE : run.timing();
    return new RelaySnapshot(
        settings, status.state(), counters, timing, position, status.retired(), changedBy);
  }

  /** Connects what is missing, then polls. Refused if a connection that it needs is gone. */
  public Verdict start(Actor by) {
    RelayConnections connections;
    try {
      connections = RelayConnections.of(settings, lookup);
    } catch (MissingConnectionException e) {
      return new Verdict.Refused(e.reason());
    }
    lock.lock();
    try {
      lastRun++;
      RunId id = new RunId(lastRun);
      RelayRun next =
          new RelayRun(id, settings, connections, environment, self, log, new Reports());
      RelayEvent.Start event =
          new RelayEvent.Start(environment.scheduler().now(), id, next.firstStep());
      return transition(event, Optional.of(by), next);
    } finally {
      lock.unlock();
    }
  }

  /** Abandons a start, with the connection attempts that it began. */
  public Verdict cancelStart(Actor by) {
    return apply(Optional.of(by), RelayEvent.CancelStart::new);
  }

  /**
   * Finishes the pages in flight, commits and stops; connections stay open. A query is given 10 s,
   * the acknowledgements another 10 s.
   */
  public Verdict stop(Actor by) {
    return apply(Optional.of(by), RelayEvent.Stop::new);
  }

  /**
   * Cancels the query, waits 300 ms for outstanding acknowledgements, commits those without a gap
   * and stops.
   */
  public Verdict stopNow(Actor by) {
    return apply(Optional.of(by), RelayEvent.StopNow::new);
  }

  /**
   * Ends the term as {@link #stop} does, leaves the lease to another engine's relay, and stands by.
   * If nobody takes it within ten seconds, this relay takes it back. Refused unless it polls.
   */
  public Verdict handOver(Actor by) {
    return apply(Optional.of(by), RelayEvent.HandOver::new);
  }

  /** The program is closing: abandons a start under way and refuses every later one. */
  public void retire() {
    var _ = apply(Optional.of(SHUTDOWN), RelayEvent.Retire::new);
  }

  /** Adds a listener, which hears the present status first. */
  public void addListener(Consumer<RelaySnapshot> listener) {
    lock.lock();
    try {
      listeners.add(listener, snapshotNow());
    } finally {
      lock.unlock();
    }
  }

  public void removeListener(Consumer<RelaySnapshot> listener) {
    listeners.remove(listener);
  }

  /**
   * Completes with the first snapshot, from the present one on, that satisfies the condition, after
   * its log line was written. The caller bounds the wait; a future that the caller completes or
   * cancels is forgotten.
   */
  public CompletableFuture<RelaySnapshot> when(Predicate<RelaySnapshot> condition) {
    lock.lock();
    try {
      return listeners.when(condition, snapshotNow());
    } finally {
      lock.unlock();
    }
  }

  private Verdict apply(Optional<Actor> by, Function<Instant, RelayEvent> event) {
    lock.lock();
    try {
      return transition(event.apply(environment.scheduler().now()), by, run);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The one place where state changes. Under the lock.
   *
   * @param next the run that there is if the event is accepted
   */
  private Verdict transition(RelayEvent event, Optional<Actor> by, @Nullable RelayRun next) {
    RelayStatus before = status;
    RelayTransition transition = RelayTransitions.next(before, event);
    status = transition.next();
    if (transition.effects().stream().anyMatch(RelayEffect.StartRun.class::isInstance)) {
      // Before the first snapshot, which shows the new run's counters.
      run = next;
    }
    boolean another = before.state().getClass() != status.state().getClass();
    // A stop amid a hand-over is another one's doing, too.
    if (another || (by.isPresent() && !before.state().equals(status.state()))) {
      changedBy = by;
    }
    if (another) {
      record(before.state(), status.state());
    }
    if (!before.state().equals(status.state()) || before.retired() != status.retired()) {
      announce(before);
    }
    transition.effects().forEach(this::perform);
    return transition.verdict();
  }

  private void record(RelayState before, RelayState after) {
    RelayStateEvent event = new RelayStateEvent();
    if (event.shouldCommit()) {
      event.relay = name();
      event.from = before.word();
      event.to = after.word();
      event.cause = after.explanation().orElse("");
      event.commit();
    }
  }

  private void announce(RelayStatus before) {
    RelaySnapshot after = snapshotNow();
    RelayStatus now = status;
    boolean nothingMade = run == null || !run.mayHoldResources();
    listeners.afterwards(() -> log.transition(before, now, after, nothingMade));
    listeners.tell(after);
  }

  private void perform(RelayEffect effect) {
    RelayRun current = run;
    if (current == null) {
      throw new IllegalStateException("No run of " + name() + " for " + effect);
    }
    switch (effect) {
      case RelayEffect.StartRun start -> {
        Work work = new Work("poll " + name() + " " + start.run(), current::body);
        // So that the line of the start comes before those of the connects that it begins.
        listeners.afterwards(() -> environment.executor().start(work));
      }
      case RelayEffect.EndRun end -> current.stop(end.mode());
    }
  }

  /** What a run tells. */
  private final class Reports implements RunListener {
    @Override
    public void reported(RelayEvent.Report report) {
      var _ = apply(Optional.empty(), _ -> report);
    }

    @Override
    public void moved(Optional<Position> to) {
      lock.lock();
      try {
        position = to;
        listeners.tell(snapshotNow());
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void timed() {
      lock.lock();
      try {
        listeners.tell(snapshotNow());
      } finally {
        lock.unlock();
      }
    }
  }
}
