package dev.signalbox.connection;

import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one endpoint is reached, and words for what goes wrong on the way: what its attempts and
 * sessions are given. Immutable.
 */
record EndpointAccess(Endpoint endpoint, Connector connector, ConnectionEnvironment environment) {

  /** Whom a session talks to, as it may be shown. */
  Peer peer(Session session) {
    return environment.failures().peer(session.peer());
  }

  /** Something that the driver threw. */
  Failure failure(Throwable cause, ConnectPhase phase) {
    return environment.failures().failure(endpoint, phase, diagnosis(cause), cause, now());
  }

  /** An attempt that its own deadline ended. */
  Failure timedOut(ConnectPhase phase, Duration allowed) {
    return environment.failures().timedOut(endpoint, phase, allowed, now());
  }

  /** A heartbeat that was not answered in time. */
  Failure unanswered(Duration allowed) {
    return environment.failures().unanswered(endpoint, allowed, now());
  }

  /** Whatever a driver throws has to be reported, or what waits for the report waits for ever. */
  private Diagnosis diagnosis(Throwable cause) {
    try {
      return connector.diagnose(cause);
    } catch (RuntimeException | StackOverflowError e) {
      Diagnosis unexplained =
          new Diagnosis(
              FailureKind.PROTOCOL,
              Optional.empty(),
              NetworkFailures.line(cause),
              "Look at the details: the driver failed in a way that could not be explained.");
      cause.addSuppressed(e);
      return unexplained;
    }
  }

  private Instant now() {
    return environment.scheduler().now();
  }
}
