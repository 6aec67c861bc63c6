package dev.signalbox.connection.nats;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.keys.UnusableFileException;
import dev.signalbox.connection.nats.ServersFailedException.ServerFailure;
import dev.signalbox.connection.nats.wire.ServerRefusalException;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.settings.NatsSettings;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Explains what the NATS driver throws and what servers say.
 *
 * @param address of the server that it is about
 */
record NatsFailures(NatsSettings settings, String address) {
  private static final int NO_RESPONDERS = 503;

  /** Of several failures, the one of a server that has answered tells most. */
  private static final List<FailureKind> MOST_TELLING =
      List.of(
          FailureKind.AUTHENTICATION,
          FailureKind.TLS,
          FailureKind.CONFIGURATION,
          FailureKind.UNKNOWN_SERVICE,
          FailureKind.FENCED,
          FailureKind.PROTOCOL,
          FailureKind.REFUSED,
          FailureKind.TIMED_OUT,
          FailureKind.UNREACHABLE);

  static Diagnosis diagnose(Throwable failure, NatsSettings settings) {
    return failure instanceof ServersFailedException several
        ? several.failures().stream()
            .map(each -> ofServer(each, settings))
            .min(Comparator.comparingInt(found -> MOST_TELLING.indexOf(found.kind())))
            .orElseThrow()
        : new NatsFailures(settings, settings.address()).of(failure);
  }

  /** One of several: which one has to be said. */
  private static Diagnosis ofServer(ServerFailure failure, NatsSettings settings) {
    Diagnosis found = new NatsFailures(settings, failure.url()).of(failure.cause());
    return found.message().contains(failure.url())
        ? found
        : new Diagnosis(
            found.kind(), found.code(), failure.url() + ": " + found.message(), found.nextStep());
  }

  private Diagnosis of(Throwable failure) {
    List<Throwable> chain = NetworkFailures.chain(failure);
    return chain.stream()
        .map(this::ofCause)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> ofDenial(chain))
        .or(() -> new TlsFailures(chain, settings.tls().certificateFile().isPresent()).diagnosis())
        .or(() -> NetworkFailures.diagnose(failure, address))
        .orElseGet(
            () ->
                NetworkFailures.unknown(
                    failure, "Check that a NATS server listens at " + address + "."));
  }

  private Optional<Diagnosis> ofCause(Throwable cause) {
    String message = NetworkFailures.line(cause);
    return switch (cause) {
      case UnusableFileException e ->
          Optional.of(diagnosis(FailureKind.CONFIGURATION, message, e.nextStep()));
      case ServerRefusalException _ ->
          ofServerError(message)
              .or(
                  () ->
                      Optional.of(
                          diagnosis(
                              FailureKind.REFUSED,
                              "the server refuses: " + message,
                              "Look at the server's log.")));
      case JetStreamApiException api -> Optional.of(jetStream(api));
      case JetStreamStatusException e when e.getStatus().getCode() == NO_RESPONDERS ->
          Optional.of(noJetStream());
      case EOFException _ when message.contains("instead of greeting") ->
          Optional.of(
              diagnosis(
                  FailureKind.UNREACHABLE,
                  message,
                  "Check that this is NATS's port for clients; a server with handshake_first needs"
                      + " tls_first: true."));
      case IOException _ -> ofServerError(message).or(() -> ofDriver(message));
      default -> Optional.empty();
    };
  }

  /** What is not permitted is told apart from this: its report may be long past. */
  private static Optional<Diagnosis> ofServerError(String message) {
    return ServerError.in(message)
        .filter(error -> !error.isAboutPermission())
        .map(error -> diagnosis(error.kind(), message, error.nextStep()));
  }

  /** The driver has one type of exception for most of what can happen: the text has to tell. */
  private Optional<Diagnosis> ofDriver(String message) {
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("read channel closed")) {
      return Optional.of(
          diagnosis(
              FailureKind.UNREACHABLE,
              "the server closed the connection",
              "Check that the server at " + address + " is running."));
    }
    if (words.contains("max outgoing ping count")) {
      return Optional.of(
          diagnosis(
              FailureKind.TIMED_OUT,
              "the server stopped answering pings",
              "Check that the server at " + address + " is not overloaded or stopped."));
    }
    return TlsFailures.ofDriver(message);
  }

  /**
   * Only if there is no answer at all: other failures carry reports of permissions that may be long
   * past.
   */
  private static Optional<Diagnosis> ofDenial(List<Throwable> chain) {
    return chain.getFirst() instanceof JetStreamInquiry.DeniedException
        ? chain.stream()
            .map(NetworkFailures::line)
            .flatMap(
                line ->
                    ServerError.in(line)
                        .filter(ServerError::isAboutPermission)
                        .map(error -> diagnosis(error.kind(), line, error.nextStep()))
                        .stream())
            .findFirst()
        : Optional.empty();
  }

  private Diagnosis noJetStream() {
    return settings
        .subjects()
        .jetStreamPrefix()
        .map(
            prefix ->
                diagnosis(
                    FailureKind.UNKNOWN_SERVICE,
                    "nobody answers for JetStream at %s.> through %s".formatted(prefix, address),
                    "Correct jetstream_domain or jetstream_prefix, or connect the server that has"
                        + " JetStream."))
        .orElseGet(
            () ->
                diagnosis(
                    FailureKind.UNKNOWN_SERVICE,
                    "JetStream is not enabled at " + address,
                    JetStreamError.NOT_ENABLED.nextStep()));
  }

  private static Diagnosis jetStream(JetStreamApiException failure) {
    Optional<JetStreamError> known = JetStreamError.of(failure.getApiErrorCode());
    return new Diagnosis(
        known.map(JetStreamError::kind).orElse(FailureKind.PROTOCOL),
        Optional.of("JetStream " + failure.getApiErrorCode()),
        NetworkFailures.line(failure),
        known
            .map(JetStreamError::nextStep)
            .orElse("Look the code up in the server's log, and check the account's limits."));
  }

  private static Diagnosis diagnosis(FailureKind kind, String message, String nextStep) {
    return new Diagnosis(kind, Optional.empty(), message, nextStep);
  }
}
