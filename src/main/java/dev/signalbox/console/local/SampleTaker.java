package dev.signalbox.console.local;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.journal.samples.SampleHistory;
import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelaySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what snapshots say of speed into a record. For one thread. */
final class SampleTaker {
  private static final double NANOS_IN_MILLISECOND = 1e6;
  private static final double MILLIS_IN_SECOND = 1e3;

  private final SampleHistory history;

  /** What each relay at work had counted when it was looked at last. */
  private final Map<String, RelayCounters> counted = new HashMap<>();

  SampleTaker(SampleHistory history) {
    this.history = history;
  }

  /** A connection's latency is that of its last heartbeat, while it is connected. */
  void take(ConnectionSnapshot connection, Instant after, Instant now) {
    if (connection.status().state() instanceof ConnectionState.Connected connected) {
      connected
          .latency()
          .ifPresent(
              latency ->
                  history.record(
                      Subject.connection(connection.endpoint().name()),
                      Measure.LATENCY,
                      after,
                      now,
                      latency.toNanos() / NANOS_IN_MILLISECOND));
    }
  }

  /**
   * A relay's speed is by how much its counters have risen since.
   *
   * @param after when it was looked at before; {@code now} if that is too long ago to count
   */
  void take(RelaySnapshot relay, Instant after, Instant now) {
    if (!relay.state().isAtWork()) {
      counted.remove(relay.name());
      return;
    }
    Subject subject = Subject.relay(relay.name());
    RelayCounters counters = relay.counters();
    RelayCounters before = counted.put(relay.name(), counters);
    // A run that is new counts from nothing.
    if (before != null && before.rowsRead() <= counters.rowsRead() && after.isBefore(now)) {
      double seconds = Duration.between(after, now).toMillis() / MILLIS_IN_SECOND;
      rate(subject, Measure.READ, after, now, (counters.rowsRead() - before.rowsRead()) / seconds);
      rate(
          subject,
          Measure.PUBLISHED,
          after,
          now,
          (counters.published() - before.published()) / seconds);
      rate(
          subject,
          Measure.ACKNOWLEDGED,
          after,
          now,
          (counters.acknowledged() - before.acknowledged()) / seconds);
    }
    counters.latency().ifPresent(latency -> take(subject, latency, after, now));
    relay
        .lag(now)
        .ifPresent(
            lag ->
                history.record(
                    subject, Measure.LAG, after, now, lag.toMillis() / MILLIS_IN_SECOND));
  }

  /** Both in one place: the least and the greatest of a time is what is kept of it. */
  private void take(Subject subject, PublishLatency latency, Instant after, Instant now) {
    for (Duration each : List.of(latency.least(), latency.most())) {
      history.record(
          subject, Measure.PUBLISH_LATENCY, after, now, each.toNanos() / NANOS_IN_MILLISECOND);
    }
  }

  private void rate(Subject subject, Measure measure, Instant after, Instant now, double rate) {
    history.record(subject, measure, after, now, Math.max(0, rate));
  }
}
