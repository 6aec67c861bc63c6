package dev.signalbox.connection.nats;

import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.keys.TlsFiles;
import dev.signalbox.connection.nats.wire.AddressAttempt;
import dev.signalbox.connection.nats.wire.PromptDataPort;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.Secret;
import io.nats.client.JetStreamOptions;
import io.nats.client.Options;
import io.nats.client.support.Encoding;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the driver is told for one attempt, and why.
 *
 * @param password the revealed or asked one, if there is any
 * @param seedLogin the login by signature, if that is the way
 * @param tls empty if the connection is to stay in plain text
 */
record NatsOptions(
    NatsSettings settings,
    Optional<Secret> password,
    Optional<SeedLogin> seedLogin,
    Optional<SSLContext> tls,
    DriverThreads threads) {
  private static final Duration PING_INTERVAL = Duration.ofSeconds(2);

  /** Of one question to JetStream, once it is known to be there. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);

  /** The driver counts the heartbeats and every flush among its own pings: room for one of each. */
  private static final int MAX_PINGS_OUT = 3;

  /** Room for what the line that logs in holds besides the login, and each character escaped. */
  private static final int LINE_BESIDES_LOGIN = 1024;

  private static final int ESCAPED = 6;

  /** Reads the files that are configured, so that their mistakes come before any server's. */
  static NatsOptions of(NatsSettings settings, Optional<Secret> password, DriverThreads threads)
      throws IOException, GeneralSecurityException {
    return new NatsOptions(
        settings,
        password,
        seedLogin(settings.login()),
        settings.isSecure() ? Optional.of(context(settings.tls())) : Optional.empty(),
        threads);
  }

  private static SSLContext context(NatsTls tls) throws IOException, GeneralSecurityException {
    KeyManager @Nullable [] shown =
        tls.certificateFile().isPresent()
            ? TlsFiles.showing(
                tls.certificateFile().get(), tls.keyFile().orElseThrow(), tls.keyPassword())
            : null;
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown, TlsFiles.trusting(tls.trustFile()), null);
    return context;
  }

  private static Optional<SeedLogin> seedLogin(NatsLogin login) throws IOException {
    if (login.credentialsFile().isPresent()) {
      return Optional.of(SeedLogin.ofCredentials(login.credentialsFile().get()));
    }
    return login.nkeyFile().isPresent()
        ? Optional.of(SeedLogin.ofSeed(login.nkeyFile().get()))
        : Optional.empty();
  }

  /** The subjects of JetStream that all of the program speaks to over this connection. */
  static JetStreamOptions jetStream(NatsSubjects subjects) {
    JetStreamOptions.Builder options = JetStreamOptions.builder().requestTimeout(REQUEST_TIMEOUT);
    subjects.jetStreamPrefix().ifPresent(options::prefix);
    return options.build();
  }

  /** For the driver, to connect one address within that time. */
  Options driverOptions(AddressAttempt attempt, DriverReports reports, Duration limit) {
    Options.Builder options =
        Options.builder()
            .server(attempt.url())
            .connectionName("Signalbox " + settings.name())
            .connectionTimeout(limit)
            .pingInterval(PING_INTERVAL)
            .maxPingsOut(MAX_PINGS_OUT)
            // A lost connection is the supervisor's to replace: the driver would do it unseen, and
            // send what was published meanwhile although its publisher was told that it failed.
            .maxReconnects(0)
            .reconnectBufferSize(0)
            .serverPool(attempt)
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
    tls.ifPresent(options::sslContext);
    if (settings.tls().first()) {
      options.tlsFirst();
    }
    settings.subjects().inboxPrefix().ifPresent(options::inboxPrefix);
    authenticate(options);
    return options.build();
  }

  private void authenticate(Options.Builder options) {
    NatsLogin login = settings.login();
    // The driver writes user and password as JSON, and the token just as it is.
    login
        .token()
        .map(token -> Encoding.jsonEncode(token.reveal()))
        .ifPresent(token -> options.token(token.toCharArray()));
    String secret = password.map(Secret::reveal).orElse("");
    login.username().ifPresent(user -> options.userInfo(user.toCharArray(), secret.toCharArray()));
    seedLogin.ifPresent(options::authHandler);
    options.maxControlLine(Math.max(Options.DEFAULT_MAX_CONTROL_LINE, longestLine(secret)));
  }

  /**
   * The driver writes the line that logs in into a room of this size, and fails if it is larger.
   */
  private int longestLine(String secret) {
    int characters =
        settings.login().username().map(String::length).orElse(0)
            + secret.length()
            + settings.login().token().map(token -> token.reveal().length()).orElse(0);
    return LINE_BESIDES_LOGIN + ESCAPED * characters + seedLogin.map(SeedLogin::length).orElse(0);
  }
}
