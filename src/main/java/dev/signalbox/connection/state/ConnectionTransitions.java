package dev.signalbox.connection.state;

import dev.signalbox.connection.state.ConnectionEffect.ArmRetry;
import dev.signalbox.connection.state.ConnectionEffect.CloseSession;
import dev.signalbox.connection.state.ConnectionEffect.StartAttempt;
import dev.signalbox.connection.state.ConnectionEvent.Command;
import dev.signalbox.connection.state.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.state.ConnectionEvent.Report;
import dev.signalbox.connection.state.ConnectionState.AfterClose;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The interlocking of one endpoint: a pure, total function from status and event to what follows.
 * Reports of attempts and sessions that are not current change nothing but the count of orphans.
 */
public final class ConnectionTransitions {
  /** How long a close may take when nobody says otherwise. */
  public static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private ConnectionTransitions() {}

  public static ConnectionTransition next(ConnectionStatus status, ConnectionEvent event) {
    return switch (event) {
      case Command command -> CommandTransitions.next(status, command);
      case Report report -> ReportTransitions.next(status, report);
    };
  }

  static ConnectionTransition begin(
      ConnectionStatus status, Instant at, NextAttempt next, Retries retries) {
    if (status.orphans() >= ConnectionStatus.MAXIMUM_ORPHANS) {
      return ConnectionTransition.refused(
          status, status.orphans() + " abandoned attempts have not ended yet; wait until one has");
    }
    return ConnectionTransition.accepted(
        status.with(new Connecting(next.id(), at, next.deadline(), ConnectPhase.STARTING, retries)),
        new StartAttempt(next.id()));
  }

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
                ConnectionTransition.accepted(
                    status.with(new Waiting(at, when, retries.next(at), failure)),
                    new ArmRetry(when)))
        .orElseGet(() -> ConnectionTransition.accepted(status.with(new Failed(at, failure))));
  }

  /** Closes the session of a connected or stale endpoint. */
  static ConnectionTransition close(
      ConnectionStatus status, CloseSession close, Instant at, AfterClose after) {
    return ConnectionTransition.accepted(
        status.with(new Closing(close.session(), at, close.orderly(), after)), close);
  }
}
