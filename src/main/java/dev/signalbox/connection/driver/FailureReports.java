package dev.signalbox.connection.driver;

import dev.signalbox.base.Durations;
import dev.signalbox.base.ForeignText;
import dev.signalbox.base.StackTrace;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.settings.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes failures: where all text that drivers and peers wrote loses its secrets before anyone can
 * see it. Immutable: any thread.
 */
public final class FailureReports {
  private final UnaryOperator<String> redaction;

  /**
   * Makes them with this redaction.
   *
   * @param redaction is given what somebody else wrote, cut; returns what may be shown of it
   */
  public FailureReports(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  /** What was thrown, as the operator needs it. */
  public Failure failure(
      Endpoint endpoint, ConnectPhase phase, Diagnosis diagnosis, Throwable cause, Instant at) {
    return new Failure(
        diagnosis.kind(),
        where(endpoint),
        phase,
        at,
        diagnosis.code().map(redaction),
        withoutSecrets(diagnosis.message(), cause),
        diagnosis.nextStep(),
        StackTrace.of(cause, redaction));
  }

  /** Whom a session talks to, as it may be shown. */
  public Peer peer(Peer said) {
    return said.redacted(redaction);
  }

  /**
   * The diagnosis's words, in which what the drivers said is redacted: our own words stay, so that
   * a secret which is one of them is not told by its absence.
   */
  private String withoutSecrets(String message, Throwable cause) {
    String shown = message;
    for (Throwable each : NetworkFailures.chain(cause)) {
      String said = NetworkFailures.line(each);
      String mayBeShown = shown(each, said);
      if (!mayBeShown.equals(said)) {
        shown = said.contains(shown) ? mayBeShown : shown.replace(said, mayBeShown);
      }
    }
    return shown;
  }

  /** A secret may be spread over more than the line that is shown. */
  private String shown(Throwable cause, String line) {
    String whole =
        redaction.apply(ForeignText.cut(Objects.requireNonNullElse(cause.getMessage(), "")));
    return whole.equals(Redaction.WITHHELD) ? whole : redaction.apply(line);
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
        "a ping was not answered within " + Durations.words(allowed),
        "Check the server and the network between; the session is kept and asked again.",
        "");
  }

  private static String where(Endpoint endpoint) {
    return endpoint.label() + " at " + endpoint.address();
  }
}
