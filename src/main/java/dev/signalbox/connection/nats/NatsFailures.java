package dev.signalbox.connection.nats;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.state.FailureKind;
import io.nats.client.AuthenticationException;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains what the NATS driver throws. */
final class NatsFailures {
  private static final int NO_RESPONDERS = 503;
  private static final int JETSTREAM_NOT_ENABLED = 10076;
  private static final int JETSTREAM_NOT_ENABLED_FOR_ACCOUNT = 10039;

  private static final String CREDENTIALS =
      "Check username and password, token or credentials file.";
  private static final String PERMISSION = "Allow the connection's user what the message names.";
  private static final List<String> REFUSED_CREDENTIALS =
      List.of("authorization violation", "authentication expired", "authentication revoked");

  private NatsFailures() {}

  static Diagnosis diagnose(Throwable failure, String address) {
    return NetworkFailures.chain(failure).stream()
        .map(cause -> ofCause(cause, address))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> ofSilence(failure, address))
        .or(() -> NetworkFailures.diagnose(failure, address))
        .orElseGet(
            () ->
                NetworkFailures.unknown(
                    failure, "Check that a NATS server listens at " + address + "."));
  }

  private static Optional<Diagnosis> ofCause(Throwable cause, String address) {
    String message = NetworkFailures.line(cause);
    return switch (cause) {
      case JetStreamApiException api -> Optional.of(jetStream(api));
      case JetStreamStatusException e when e.getStatus().getCode() == NO_RESPONDERS ->
          Optional.of(
              diagnosis(
                  FailureKind.UNKNOWN_SERVICE,
                  "JetStream is not enabled at " + address,
                  "Start nats-server with --jetstream, or ask for an account with JetStream."));
      case AuthenticationException _ ->
          Optional.of(diagnosis(FailureKind.AUTHENTICATION, message, CREDENTIALS));
      case URISyntaxException _ ->
          Optional.of(
              diagnosis(FailureKind.CONFIGURATION, message, "Write it as nats://HOST:PORT."));
      default -> Optional.ofNullable(ofWords(message, address));
    };
  }

  /** The driver has one type of exception for most of what can happen: the text has to tell. */
  private static @Nullable Diagnosis ofWords(String message, String address) {
    String words = message.toLowerCase(Locale.ROOT);
    if (REFUSED_CREDENTIALS.stream().anyMatch(words::contains)) {
      return diagnosis(FailureKind.AUTHENTICATION, message, CREDENTIALS);
    }
    if (words.contains("ssl required by server") || words.contains("ssl connection wanted")) {
      return diagnosis(
          FailureKind.TLS,
          message,
          "Use tls:// where the server wants TLS, and nats:// where it has none.");
    }
    if (words.contains("read channel closed")) {
      return diagnosis(
          FailureKind.UNREACHABLE,
          "the server closed the connection",
          "Check that the server at " + address + " is running.");
    }
    if (words.contains("max outgoing ping count")) {
      return diagnosis(
          FailureKind.TIMED_OUT,
          "the server stopped answering pings",
          "Check that the server at " + address + " is not overloaded or stopped.");
    }
    return null;
  }

  /**
   * Only once nothing that was reported meanwhile explains it better. A refused permission explains
   * silence and nothing else: other failures carry reports that may be long past.
   */
  private static Optional<Diagnosis> ofSilence(Throwable failure, String address) {
    return failure instanceof JetStreamInquiry.SilenceException
        ? NetworkFailures.chain(failure).stream()
            .map(NetworkFailures::line)
            .filter(line -> line.toLowerCase(Locale.ROOT).contains("permissions violation"))
            .findFirst()
            .map(line -> diagnosis(FailureKind.AUTHENTICATION, line, PERMISSION))
            .or(() -> Optional.of(silence(failure, address)))
        : Optional.empty();
  }

  private static Diagnosis silence(Throwable failure, String address) {
    return diagnosis(
        FailureKind.TIMED_OUT,
        NetworkFailures.line(failure),
        "Check that the cluster of " + address + " has a leader for JetStream.");
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

  private static Diagnosis diagnosis(FailureKind kind, String message, String nextStep) {
    return new Diagnosis(kind, Optional.empty(), message, nextStep);
  }
}
