package dev.signalbox.shutdown;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.Durations;
import dev.signalbox.connection.AttemptOutcome;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.Retirement;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one endpoint is brought down. There are three cases, decided from what the supervisor
 * recorded and never from a null check: nothing there, connected, and half made.
 */
final class EndpointClosing {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  /** By how much a close is overdue before the wait for it ends, so that its line is written. */
  private static final Duration LINE = Duration.ofMillis(50);

  private static final Actor SHUTDOWN = Actor.program("shutdown");

  private final ConnectionSupervisor supervisor;
  private final Retirement retirement;
  private final Instant retiredAt;
  private int orphansBefore;

  EndpointClosing(ConnectionSupervisor supervisor, Retirement retirement, Instant retiredAt) {
    this.supervisor = supervisor;
    this.retirement = retirement;
    this.retiredAt = retiredAt;
  }

  EndpointKind kind() {
    return supervisor.endpoint().kind();
  }

  CompletableFuture<AttemptOutcome> outcome() {
    return retirement.outcome();
  }

  /** Whether the attempt under way turned out to have opened a session. */
  boolean wasLate() {
    return retirement.outcome().getNow(AttemptOutcome.NONE) == AttemptOutcome.LATE;
  }

  /**
   * Begins to close, without blocking.
   *
   * @return completes when the endpoint is off; the caller bounds the wait
   */
  CompletableFuture<ConnectionSnapshot> begin(Deadline deadline) {
    Endpoint endpoint = supervisor.endpoint();
    switch (retirement.before().state()) {
      case Connecting c -> cancelled(endpoint, c);
      case Cancelling _, Off _, Waiting _, Failed _ -> nothingToClose(endpoint);
      case Connected _, Stale _, Closing _ -> {}
    }
    Duration left = deadline.remaining();
    Duration limit = left.compareTo(LINE) > 0 ? left.minus(LINE) : left;
    ConnectionSnapshot now = supervisor.snapshot();
    orphansBefore = now.status().orphans();
    return switch (now.state()) {
      case Connected _, Stale _, Closing _ -> {
        supervisor.disconnect(SHUTDOWN, limit);
        yield supervisor.when(EndpointClosing::isDown);
      }
      case Connecting _, Cancelling _, Off _, Waiting _, Failed _ ->
          supervisor.when(EndpointClosing::isDown);
    };
  }

  /** Whether a close was begun that was given up: the endpoint is off, but a thread is left. */
  boolean isCloseOverdue() {
    return supervisor.snapshot().status().orphans() > orphansBefore;
  }

  private void cancelled(Endpoint endpoint, Connecting attempt) {
    if (wasLate()) {
      return;
    }
    LOG.info(
        "{} connect cancelled after {} (phase {})",
        endpoint.label(),
        Durations.taken(Duration.between(attempt.since(), retiredAt)),
        attempt.phase().word());
    if (endpoint.kind() != EndpointKind.NATS) {
      nothingToClose(endpoint);
    }
  }

  private static void nothingToClose(Endpoint endpoint) {
    LOG.info("{} not established, nothing to close", endpoint.sessionNoun());
  }

  private static boolean isDown(ConnectionSnapshot snapshot) {
    ConnectionState state = snapshot.state();
    return state instanceof Off || state instanceof Failed;
  }
}
