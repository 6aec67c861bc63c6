package dev.signalbox.relay.stream;

import dev.signalbox.base.ForeignText;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.nats.JetStreamError;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayException.Recovery;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What the answer of JetStream, or its absence, means for a relay.
 *
 * @param recovery whether trying again can help
 */
record JetStreamDiagnosis(Diagnosis diagnosis, Recovery recovery) {
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
    @Nullable JetStreamError known = JetStreamError.of(error.getApiErrorCode()).orElse(null);
    return switch (known) {
      case null ->
          new JetStreamDiagnosis(
              new Diagnosis(
                  FailureKind.PROTOCOL,
                  code,
                  message,
                  "Polling tries again by itself; check the server if this lasts."),
              Recovery.RETRY);
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
                  known.nextStep()),
              Recovery.NONE);
      default ->
          new JetStreamDiagnosis(
              new Diagnosis(known.kind(), code, message, known.nextStep()),
              known.kind() == FailureKind.CONFIGURATION ? Recovery.NONE : Recovery.RETRY);
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
