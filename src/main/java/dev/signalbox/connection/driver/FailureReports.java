package dev.signalbox.connection.driver;

import dev.signalbox.base.Durations;
import dev.signalbox.base.ForeignText;
import dev.signalbox.base.StackTrace;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes failures: where all text that drivers wrote loses its secrets before anyone can see it. */
public final class FailureReports {
  private final UnaryOperator<String> redaction;

  public FailureReports(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  public Failure failure(
      Endpoint endpoint, ConnectPhase phase, Diagnosis diagnosis, Throwable cause, Instant at) {
    return new Failure(
        diagnosis.kind(),
        where(endpoint),
        phase,
        at,
        diagnosis.code(),
        redaction.apply(ForeignText.cut(diagnosis.message())),
        diagnosis.nextStep(),
        StackTrace.of(cause, redaction));
  }

  /** An attempt that its own deadline ended. */
  public Failure timedOut(Endpoint endpoint, ConnectPhase phase, Duration allowed, Instant at) {
    String nextStep =
        switch (phase) {
          case NAME_RESOLUTION -> "Check that the name server answers, or use an address.";
          case TCP -> "Check address and port, and whether a firewall drops the packets.";
          case JETSTREAM -> "Check that the cluster has a leader for JetStream.";
          case STARTING, PASSWORD, TLS, LOGIN, POOL, HEARTBEAT, QUERY, CLOSE ->
              "The host accepts connections but the server does not answer: check that it is the"
                  + " right port and that the server is not overloaded, or raise connect_timeout.";
        };
    return new Failure(
        FailureKind.TIMED_OUT,
        where(endpoint),
        phase,
        at,
        Optional.empty(),
        "timed out after %s in phase %s".formatted(Durations.words(allowed), phase.word()),
        nextStep,
        "");
  }

  /** A heartbeat that was not answered in time. */
  public Failure unanswered(Endpoint endpoint, Duration allowed, Instant at) {
    return new Failure(
        FailureKind.TIMED_OUT,
        where(endpoint),
        ConnectPhase.HEARTBEAT,
        at,
        Optional.empty(),
        "no reply for " + Durations.words(allowed),
        "Check the server and the network between; the session is kept and asked again.",
        "");
  }

  private static String where(Endpoint endpoint) {
    return endpoint.label() + " at " + endpoint.address();
  }
}
