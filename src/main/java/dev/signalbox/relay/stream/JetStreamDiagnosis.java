package dev.signalbox.relay.stream;

import dev.signalbox.base.ForeignText;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayException.Recovery;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * What the answer of JetStream, or its absence, means for a relay.
 *
 * @param recovery whether trying again can help
 */
record JetStreamDiagnosis(Diagnosis diagnosis, Recovery recovery) {
  static final int STREAM_NOT_FOUND = 10059;
  static final int NO_MESSAGE_FOUND = 10037;
  private static final int MESSAGE_TOO_BIG = 10054;
  private static final int WRONG_STREAM = 10060;
  private static final int STREAM_SEALED = 10109;

  static JetStreamDiagnosis of(Throwable error, String stream, String subject) {
    Throwable cause = rootOf(error);
    return switch (cause) {
      case JetStreamApiException e -> answered(e, stream, subject);
      case IOException e when NetworkFailures.line(e).contains("503") ->
          new JetStreamDiagnosis(
              mistake(
                  Optional.of("503"),
                  "no stream takes messages on " + subject,
                  "Create stream %s with subject %s, or correct stream and subject."
                      .formatted(stream, subject)),
              Recovery.RETRY_ONCE_POLLED);
      case IllegalArgumentException e ->
          new JetStreamDiagnosis(
              mistake(
                  Optional.empty(),
                  NetworkFailures.line(e),
                  "Check the size of the rows and the subject."),
              Recovery.NONE);
      default -> outage(cause);
    };
  }

  /** Clients wrap what happened, futures more than once. */
  static Throwable rootOf(Throwable error) {
    boolean wrapper =
        error instanceof CompletionException
            || error instanceof ExecutionException
            || error.getClass() == RuntimeException.class;
    Throwable cause = error.getCause();
    return wrapper && cause != null ? rootOf(cause) : error;
  }

  private static JetStreamDiagnosis answered(
      JetStreamApiException error, String stream, String subject) {
    Optional<String> code = Optional.of(Integer.toString(error.getApiErrorCode()));
    String message = ForeignText.line(error.getErrorDescription());
    return switch (error.getApiErrorCode()) {
      case STREAM_NOT_FOUND ->
          new JetStreamDiagnosis(
              mistake(
                  code,
                  "stream %s does not exist".formatted(stream),
                  "Create the stream with subject %s, or correct polling.stream."
                      .formatted(subject)),
              Recovery.RETRY_ONCE_POLLED);
      case WRONG_STREAM ->
          new JetStreamDiagnosis(
              mistake(
                  code,
                  "subject %s belongs to another stream than %s".formatted(subject, stream),
                  "Correct polling.stream or polling.subject."),
              Recovery.NONE);
      case MESSAGE_TOO_BIG, STREAM_SEALED ->
          new JetStreamDiagnosis(
              mistake(code, message, "Change the stream's limits, or the row."), Recovery.NONE);
      default ->
          new JetStreamDiagnosis(
              new Diagnosis(
                  FailureKind.PROTOCOL,
                  code,
                  message,
                  "Polling tries again by itself; check the server if this lasts."),
              Recovery.RETRY);
    };
  }

  private static Diagnosis mistake(Optional<String> code, String message, String nextStep) {
    return new Diagnosis(FailureKind.CONFIGURATION, code, message, nextStep);
  }

  private static JetStreamDiagnosis outage(Throwable cause) {
    return new JetStreamDiagnosis(
        new Diagnosis(
            FailureKind.UNREACHABLE,
            Optional.empty(),
            NetworkFailures.line(cause),
            "Polling tries again by itself; check the server if this lasts."),
        Recovery.RETRY);
  }

  /** A refused permission is told apart from silence only by the connection's last error. */
  static Optional<Diagnosis> permission(String lastError) {
    String words = ForeignText.line(lastError);
    return words.contains("Permissions Violation")
        ? Optional.of(
            new Diagnosis(
                FailureKind.AUTHENTICATION,
                Optional.empty(),
                words,
                "Allow the connection's user what the message names."))
        : Optional.empty();
  }
}
