package dev.signalbox.relay.stream;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.CallLimits;
import dev.signalbox.relay.call.CallOverdueException;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.call.StoppableCall;
import dev.signalbox.settings.PollingSettings;
import java.io.IOException;
import java.util.Optional;

/**
 * NATS as a run uses it: every question can be stopped and every error comes out explained.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class RelaySink {
  private final ConnectionSupervisor supervisor;
  private final CallContext calls;
  private final PollingSettings settings;
  private final String stream;
  private final String subject;

  RelaySink(ConnectionSupervisor supervisor, CallContext calls, PollingSettings settings) {
    this(supervisor, calls, settings, settings.stream(), settings.subject());
  }

  /** For another stream and subject than those of the rows. */
  RelaySink(
      ConnectionSupervisor supervisor,
      CallContext calls,
      PollingSettings settings,
      String stream,
      String subject) {
    this.supervisor = supervisor;
    this.calls = calls;
    this.settings = settings;
    this.stream = stream;
    this.subject = subject;
  }

  /** A question to JetStream. */
  @FunctionalInterface
  interface Question<T> {
    T ask(NatsSession nats) throws Exception;
  }

  Endpoint endpoint() {
    return supervisor.endpoint();
  }

  /** Of the relay. */
  PollingSettings settings() {
    return settings;
  }

  String stream() {
    return stream;
  }

  String subject() {
    return subject;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws RelayException explained; retryable if NATS is not connected at the moment
   * @throws RunStoppedException if a stop ended it
   */
  <T> T ask(CallLimits limits, Question<T> question) throws RelayException {
    NatsSession nats = forgiven();
    try {
      return StoppableCall.<T, Exception>run(
          calls.control(), calls.scheduler(), limits, _ -> question.ask(nats));
    } catch (RunStoppedException e) {
      throw e;
    } catch (CallOverdueException e) {
      throw calls.failures().overdue(endpoint(), e);
    } catch (Exception e) {
      throw explain(nats, e);
    }
  }

  /**
   * The live connection, borrowed for one page or question. What it was refused before says nothing
   * of what follows: the driver would keep that for as long as the connection lasts.
   */
  NatsSession forgiven() throws RelayException {
    NatsSession nats = session();
    nats.connection().clearLastError();
    return nats;
  }

  private NatsSession session() throws RelayException {
    return supervisor
        .session(NatsSession.class)
        .orElseThrow(() -> calls.failures().notConnected(endpoint()));
  }

  boolean isConnected() {
    return supervisor.session(NatsSession.class).isPresent();
  }

  RelayException explain(NatsSession nats, Throwable error) {
    JetStreamDiagnosis found = JetStreamDiagnosis.of(error, stream, subject);
    if (found.recovery() == Recovery.RETRY) {
      Optional<RelayException> denied = denied(nats, error);
      if (denied.isPresent()) {
        return denied.get();
      }
    }
    return calls.failures().of(endpoint(), found.diagnosis(), error, found.recovery());
  }

  /** The failure that a missing permission makes of silence, if the server reported one. */
  Optional<RelayException> denied(NatsSession nats, Throwable silence) {
    return Optional.ofNullable(nats.connection().getLastError())
        .filter(error -> concerns(error, nats.jetStreamPrefix()))
        .flatMap(JetStreamDiagnosis::permission)
        .map(diagnosis -> failure(diagnosis, silence));
  }

  /** Other relays of the connection are refused other subjects. */
  private boolean concerns(String error, String prefix) {
    return error.contains('"' + subject + '"')
        || (error.contains('"' + prefix + ".")
            && (error.contains("." + stream + '"') || error.contains("." + stream + ".")));
  }

  /** With the server's words among the causes: they are looked through for secrets there. */
  private RelayException failure(Diagnosis permission, Throwable silence) {
    silence.addSuppressed(new IOException(permission.message()));
    return calls.failures().of(endpoint(), permission, silence, Recovery.NONE);
  }
}
