package dev.signalbox.connection.nats;

import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.Secret;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/** What the driver is told for one attempt, and why. */
final class NatsOptions {
  /** Of one address; the attempt's own deadline bounds them all. */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration PING_INTERVAL = Duration.ofSeconds(2);

  /** The driver counts the heartbeats and every flush among its own pings: room for one of each. */
  private static final int MAX_PINGS_OUT = 3;

  private NatsOptions() {}

  /**
   * @param password the revealed or asked one, if there is any
   * @param token likewise
   */
  static Options of(
      NatsSettings settings,
      Optional<Secret> password,
      Optional<Secret> token,
      Duration remaining,
      DriverThreads threads,
      AttemptServerPool servers,
      DriverReports reports)
      throws IOException, GeneralSecurityException {
    Options.Builder options =
        Options.builder()
            .servers(settings.servers().toArray(String[]::new))
            .connectionName("Signalbox " + settings.name())
            .connectionTimeout(
                remaining.compareTo(CONNECTION_TIMEOUT) < 0 ? remaining : CONNECTION_TIMEOUT)
            .pingInterval(PING_INTERVAL)
            .maxPingsOut(MAX_PINGS_OUT)
            // A lost connection is the supervisor's to replace: the driver would do it unseen, and
            // send what was published meanwhile although its publisher was told that it failed.
            .maxReconnects(0)
            .reconnectBufferSize(0)
            .serverPool(servers)
            .dataPortType(PromptDataPort.class.getName())
            .errorListener(reports)
            .connectionListener(reports)
            .executor(threads.calls())
            .connectExecutor(threads.calls())
            .callbackExecutor(threads.callbacks())
            .scheduledExecutor(threads.timer())
            .readerThreadFactory(DriverThreads.factory("nats reader " + settings.name()))
            .writerThreadFactory(DriverThreads.factory("nats writer " + settings.name()))
            // Otherwise "nobody listens" could not be told from a request that was given up.
            .reportNoResponders()
            // Otherwise each asynchronous publish is a write to the socket of its own.
            .dontForceFlushOnRequest();
    if (settings.trustFile().isPresent()) {
      options.sslContext(TrustedCertificates.context(settings.trustFile().get()));
    }
    authenticate(options, settings, password, token);
    return options.build();
  }

  private static void authenticate(
      Options.Builder options,
      NatsSettings settings,
      Optional<Secret> password,
      Optional<Secret> token)
      throws NoSuchFileException {
    token.ifPresent(secret -> options.token(secret.reveal().toCharArray()));
    settings
        .username()
        .ifPresent(
            user ->
                options.userInfo(
                    user.toCharArray(), password.map(Secret::reveal).orElse("").toCharArray()));
    if (settings.credentialsFile().isPresent()) {
      Path file = settings.credentialsFile().get();
      if (!Files.isReadable(file)) {
        throw new NoSuchFileException(file.toString());
      }
      options.credentialPath(file.toString());
    }
  }
}
