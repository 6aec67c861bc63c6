package dev.signalbox.connection.state;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.state.ConnectionState.Connected;
import java.time.Duration;
import java.util.Optional;

/**
 * An endpoint and where it stands: what listeners receive.
 *
 * @param changedBy who asked for the change that led to the present kind of state; empty where
 *     nobody did, because a driver reported something or a timer ran out
 * @param connects the present connect and the last ones, phase by phase
 * @param pool how much of it was in use at the last heartbeat; empty where there is none
 */
public record ConnectionSnapshot(
    Endpoint endpoint,
    ConnectionStatus status,
    Optional<Actor> changedBy,
    ConnectHistory connects,
    Optional<PoolUse> pool) {

  /** An answer that is so much faster or slower than another is news. */
  private static final Duration NOTICEABLE = Duration.ofMillis(100);

  /** One whose connects are not known. */
  public ConnectionSnapshot(Endpoint endpoint, ConnectionStatus status, Optional<Actor> changedBy) {
    this(endpoint, status, changedBy, ConnectHistory.NONE, Optional.empty());
  }

  public ConnectionState state() {
    return status.state();
  }

  /**
   * Whether this says more, to whoever knows the other, than that the connection has answered once
   * more and about as fast.
   */
  public boolean isNewsAfter(ConnectionSnapshot before) {
    return !(isAnswerAfter(before) && isAlike(latency(), before.latency()));
  }

  /** Whether this says no more, to whoever knows the other, than that it has answered once more. */
  public boolean isAnswerAfter(ConnectionSnapshot before) {
    return state() instanceof Connected is
        && before.state() instanceof Connected was
        && is.session().equals(was.session())
        && is.since().equals(was.since())
        && status.abandoned().equals(before.status.abandoned())
        && status.retired() == before.status.retired();
  }

  private Optional<Duration> latency() {
    return state() instanceof Connected connected ? connected.latency() : Optional.empty();
  }

  private static boolean isAlike(Optional<Duration> one, Optional<Duration> other) {
    return one.isPresent() == other.isPresent()
        && one.flatMap(latency -> other.map(latency::minus))
            .filter(difference -> difference.abs().compareTo(NOTICEABLE) >= 0)
            .isEmpty();
  }
}
