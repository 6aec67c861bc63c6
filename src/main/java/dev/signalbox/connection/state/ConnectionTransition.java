package dev.signalbox.connection.state;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionEffect.ArmRetry;
import dev.signalbox.connection.state.ConnectionEffect.CloseSession;
import dev.signalbox.connection.state.ConnectionEffect.StartAttempt;
import dev.signalbox.connection.state.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.state.ConnectionState.AfterClose;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer of {@link ConnectionTransitions#next}: where to go, what to do, and what to tell the
 * caller.
 */
public record ConnectionTransition(
    ConnectionStatus next, List<ConnectionEffect> effects, Verdict verdict) {
  public ConnectionTransition {
    effects = List.copyOf(effects);
  }

  static ConnectionTransition accepted(ConnectionStatus next, ConnectionEffect... effects) {
    return new ConnectionTransition(next, List.of(effects), new Verdict.Accepted());
  }

  static ConnectionTransition refused(ConnectionStatus status, String reason) {
    return unchanged(status, new Verdict.Refused(reason));
  }

  static ConnectionTransition ignored(ConnectionStatus status) {
    return unchanged(status, new Verdict.Ignored());
  }

  static ConnectionTransition unchanged(ConnectionStatus status, Verdict verdict) {
    return new ConnectionTransition(status, List.of(), verdict);
  }

  /** Begins an attempt, unless there are too many orphans. */
  static ConnectionTransition begin(
      ConnectionStatus status, Instant at, NextAttempt next, Retries retries) {
    if (status.orphans() >= ConnectionStatus.MAXIMUM_ORPHANS) {
      return refused(
          status, status.orphans() + " abandoned attempts have not ended yet; wait until one has");
    }
    return accepted(
        status.with(new Connecting(next.id(), at, next.deadline(), ConnectPhase.STARTING, retries)),
        new StartAttempt(next.id()));
  }

  /** What a failure leads to: the wait for a retry, if there is to be one. */
  static ConnectionTransition settle(
      ConnectionStatus status,
      Instant at,
      Failure failure,
      Optional<Instant> retryAt,
      Retries retries) {
    return retryAt
        .filter(_ -> !status.retired())
        .map(
            when ->
                accepted(
                    status.with(new Waiting(at, when, retries.next(at), failure)),
                    new ArmRetry(when)))
        .orElseGet(() -> accepted(status.with(new Failed(at, failure))));
  }

  /** Closes the session of a connected or stale endpoint. */
  static ConnectionTransition close(
      ConnectionStatus status, CloseSession close, Instant at, AfterClose after) {
    return accepted(status.with(new Closing(close.session(), at, close.orderly(), after)), close);
  }
}
