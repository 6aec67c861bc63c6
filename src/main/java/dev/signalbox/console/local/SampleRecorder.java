package dev.signalbox.console.local;

import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.journal.samples.SampleHistory;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.shutdown.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.RejectedExecutionException;

/**
 * Measures the members of a roster once a second, from their snapshots, into a record.
 *
 * <p>Threading: on the scheduler's thread, briefly; nothing is asked of any server.
 */
public final class SampleRecorder {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** What was measured longer ago says nothing about the time since. */
  private static final Duration LATELY = Duration.ofSeconds(5);

  private static final double NANOS_IN_MILLISECOND = 1e6;
  private static final double MILLIS_IN_SECOND = 1e3;

  private final Roster roster;
  private final SampleHistory history;
  private final Scheduler scheduler;
  private final Map<String, RelayCounters> counted = new HashMap<>();
  private Instant last;

  private SampleRecorder(Roster roster, SampleHistory history, Scheduler scheduler) {
    this.roster = roster;
    this.history = history;
    this.scheduler = scheduler;
    this.last = scheduler.now();
  }

  /** Begins to measure, for as long as the scheduler works. */
  public static void start(Roster roster, SampleHistory history, Scheduler scheduler) {
    SampleRecorder recorder = new SampleRecorder(roster, history, scheduler);
    history.watch(recorder.last);
    recorder.planNext();
  }

  private void planNext() {
    try {
      scheduler.schedule(INTERVAL, this::measure);
    } catch (RejectedExecutionException schedulerClosed) {
      // The program has ended: what was measured is written by now.
      counted.clear();
    }
  }

  private void measure() {
    try {
      Instant now = scheduler.now();
      Duration passed = Duration.between(last, now);
      Instant after = passed.isNegative() || passed.compareTo(LATELY) > 0 ? now : last;
      history.watch(now);
      roster.supervisors().forEach(supervisor -> measure(supervisor, after, now));
      roster.relays().forEach(relay -> measure(relay, after, now));
      last = now;
    } finally {
      planNext();
    }
  }

  private void measure(ConnectionSupervisor supervisor, Instant after, Instant now) {
    if (supervisor.snapshot().state() instanceof ConnectionState.Connected connected) {
      Subject subject = Subject.connection(supervisor.endpoint().name());
      connected
          .latency()
          .ifPresent(
              latency ->
                  history.record(
                      subject,
                      Measure.LATENCY,
                      after,
                      now,
                      latency.toNanos() / NANOS_IN_MILLISECOND));
    }
  }

  private void measure(Relay relay, Instant after, Instant now) {
    RelaySnapshot snapshot = relay.snapshot();
    if (!snapshot.state().isAtWork()) {
      counted.remove(relay.name());
      return;
    }
    Subject subject = Subject.relay(relay.name());
    RelayCounters counters = snapshot.counters();
    RelayCounters before = counted.put(relay.name(), counters);
    double seconds = Duration.between(after, now).toMillis() / MILLIS_IN_SECOND;
    // A run that is new counts from nothing.
    if (before != null && before.rowsRead() <= counters.rowsRead() && seconds > 0) {
      record(subject, Measure.READ, after, now, counters.rowsRead() - before.rowsRead(), seconds);
      record(
          subject,
          Measure.PUBLISHED,
          after,
          now,
          counters.published() - before.published(),
          seconds);
      record(
          subject,
          Measure.ACKNOWLEDGED,
          after,
          now,
          counters.acknowledged() - before.acknowledged(),
          seconds);
    }
    lag(snapshot, now).ifPresent(lag -> history.record(subject, Measure.LAG, after, now, lag));
  }

  private void record(
      Subject subject, Measure measure, Instant after, Instant now, long rows, double seconds) {
    history.record(subject, measure, after, now, Math.max(0, rows) / seconds);
  }

  /** Known only where the configuration says by which clock the rows are dated. */
  private static OptionalDouble lag(RelaySnapshot snapshot, Instant now) {
    return snapshot
        .settings()
        .timestamps()
        .zone()
        .flatMap(zone -> snapshot.position().flatMap(Position::time).map(time -> time.atZone(zone)))
        .map(at -> Duration.between(at.toInstant(), now).toMillis() / MILLIS_IN_SECOND)
        .map(lag -> OptionalDouble.of(Math.max(0, lag)))
        .orElseGet(OptionalDouble::empty);
  }
}
