package dev.signalbox.connection.nats;

import dev.signalbox.connection.Diagnosis;
import dev.signalbox.connection.FailureKind;
import dev.signalbox.connection.NetworkFailures;
import io.nats.client.AuthenticationException;
import io.nats.client.JetStreamApiException;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Explains what the NATS driver throws. */
final class NatsFailures {
  private static final int JETSTREAM_NOT_ENABLED = 10076;
  private static final int JETSTREAM_NOT_ENABLED_FOR_ACCOUNT = 10039;

  private NatsFailures() {}

  static Diagnosis diagnose(Throwable failure, String address) {
    return NetworkFailures.chain(failure).stream()
        .map(cause -> ofCause(cause, address))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> NetworkFailures.diagnose(failure, address))
        .orElseGet(
            () ->
                NetworkFailures.unknown(
                    failure, "Check that a NATS server listens at " + address + "."));
  }

  private static Optional<Diagnosis> ofCause(Throwable cause, String address) {
    String message = NetworkFailures.line(cause);
    String lower = message.toLowerCase(Locale.ROOT);
    if (cause instanceof JetStreamApiException api) {
      return Optional.of(jetStream(api));
    }
    if (cause instanceof AuthenticationException
        || lower.contains("authorization violation")
        || lower.contains("authentication expired")
        || lower.contains("authentication revoked")) {
      return diagnosis(
          FailureKind.AUTHENTICATION,
          message,
          "Check username and password, token or credentials file.");
    }
    if (lower.contains("no response waiting for nats jetstream")) {
      return diagnosis(
          FailureKind.UNKNOWN_SERVICE,
          "JetStream does not answer at " + address,
          "Enable JetStream: start nats-server with --jetstream, or ask for an account with it.");
    }
    if (lower.contains("ssl required by server") || lower.contains("ssl connection wanted")) {
      return diagnosis(
          FailureKind.TLS,
          message,
          "Use tls:// where the server wants TLS, and nats:// where it has none.");
    }
    if (lower.contains("read channel closed")) {
      return diagnosis(
          FailureKind.UNREACHABLE,
          "connection lost: the server closed it",
          "Check that the server at " + address + " is running.");
    }
    if (cause instanceof URISyntaxException) {
      return diagnosis(FailureKind.CONFIGURATION, message, "Write the server as nats://HOST:PORT.");
    }
    return Optional.empty();
  }

  private static Diagnosis jetStream(JetStreamApiException failure) {
    boolean disabled =
        failure.getApiErrorCode() == JETSTREAM_NOT_ENABLED
            || failure.getApiErrorCode() == JETSTREAM_NOT_ENABLED_FOR_ACCOUNT;
    return new Diagnosis(
        disabled ? FailureKind.UNKNOWN_SERVICE : FailureKind.PROTOCOL,
        Optional.of("JetStream " + failure.getApiErrorCode()),
        NetworkFailures.line(failure),
        disabled
            ? "Enable JetStream for this account."
            : "Look the code up in the server's log, and check the account's limits.");
  }

  private static Optional<Diagnosis> diagnosis(FailureKind kind, String message, String nextStep) {
    return Optional.of(new Diagnosis(kind, Optional.empty(), message, nextStep));
  }
}
