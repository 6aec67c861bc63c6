package dev.signalbox.connection.nats;

import dev.signalbox.base.FreshThread;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.nats.wire.AddressAttempt;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import io.nats.client.Connection;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens NATS connections whose server has JetStream. Thread-safe. */
public final class NatsConnector implements Connector {
  private static final Duration CLEAN_UP_LIMIT = Duration.ofSeconds(2);
  private static final Duration EXPLANATION_LIMIT = Duration.ofMillis(200);

  private final NatsSettings settings;
  private final String label;
  private final PasswordPrompt prompt;
  private final Consumer<Secret> found;
  private final DriverThreads threads;
  private volatile List<ServerTarget> discovered = List.of();

  /** A connection that the driver has made, and who knows about it. */
  private record Made(Connection connection, AddressAttempt attempt, DriverReports reports) {}

  /**
   * @param label how the password prompt calls the endpoint
   * @param found is given each secret that a file holds, before the file is used
   */
  public NatsConnector(
      NatsSettings settings,
      String label,
      PasswordPrompt prompt,
      Consumer<Secret> found,
      DriverThreads threads) {
    this.settings = settings;
    this.label = label;
    this.prompt = prompt;
    this.found = found;
    this.threads = threads;
  }

  @Override
  public NatsSession open(ConnectScope scope) throws Exception {
    threads.requireSockets();
    NatsOptions options = NatsOptions.of(settings, password(scope), threads);
    options.seedLogin().stream().flatMap(SeedLogin::secrets).forEach(found);
    Made made =
        new ServerRound(scope)
            .firstOf(
                servers(),
                (server, address, limit) ->
                    logIn(
                        options,
                        new AddressAttempt(scope, server.bareHost(), address),
                        limit,
                        scope));
    JetStreamOptions jetStream = NatsOptions.jetStream(settings.subjects());
    try {
      discover(made.attempt());
      scope.enter(ConnectPhase.JETSTREAM);
      requireJetStream(made, jetStream, scope);
      made.attempt().due().jetStreamKnown();
      return new DrainingSession(
          made.connection(), jetStream, made.attempt(), made.reports(), scope, threads);
    } catch (Throwable t) {
      closeHalfMade(made.connection(), t);
      throw t;
    }
  }

  private Optional<Secret> password(ConnectScope scope) throws InterruptedException {
    Optional<Secret> configured = settings.login().password();
    if (configured.isPresent() && configured.get().isAsked()) {
      scope.enter(ConnectPhase.PASSWORD);
      return Optional.of(prompt.ask(label));
    }
    return configured;
  }

  /** The configured ones, and those that a server has told of after it had let us in. */
  private List<ServerTarget> servers() {
    return Stream.concat(
            settings.servers().stream().map(ServerTarget::of).flatMap(Optional::stream),
            discovered.stream())
        .distinct()
        .toList();
  }

  private void discover(AddressAttempt trusted) {
    if (settings.discover()) {
      discovered =
          trusted.announced().stream().map(ServerTarget::of).flatMap(Optional::stream).toList();
    }
  }

  private Made logIn(
      NatsOptions options, AddressAttempt attempt, Duration limit, ConnectScope scope)
      throws IOException, InterruptedException {
    DriverReports reports = new DriverReports();
    Connection connection;
    try {
      connection = Nats.connect(options.driverOptions(attempt, reports, limit));
    } catch (IOException e) {
      if (!scope.isAbandoned()) {
        awaitReports();
      }
      throw attempt.refusal().orElseGet(() -> reports.explain(e));
    }
    Optional<IOException> reason = attempt.refusal().or(attempt::loss);
    if (connection.getStatus() != Connection.Status.CONNECTED || reason.isPresent()) {
      IOException lost = reason.orElseGet(() -> reports.explain(lostAtOnce(null)));
      closeHalfMade(connection, lost);
      throw lost;
    }
    return new Made(connection, attempt, reports);
  }

  private static IOException lostAtOnce(@Nullable Throwable cause) {
    return new IOException("The connection was lost as soon as it was made", cause);
  }

  /** The driver's reports arrive in order: when this one is through, so are those before it. */
  private void awaitReports() throws InterruptedException {
    try {
      threads.callbacks().submit(() -> {}).get(EXPLANATION_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The failure is then explained by what has arrived.
      return;
    }
  }

  /** A server that lets nobody ask is silent as well, and says why only in a report. */
  private void requireJetStream(Made made, JetStreamOptions jetStream, ConnectScope scope)
      throws Exception {
    try {
      JetStreamInquiry.requireJetStream(
          made.connection(),
          jetStream.getPrefix(),
          made.reports().denied(),
          scope.deadline().remaining().plus(ServerRound.BEYOND_DEADLINE));
    } catch (IOException | JetStreamInquiry.DeniedException e) {
      awaitReports();
      throw made.reports().explain(e);
    } catch (RuntimeException e) {
      // The driver takes it for the caller's mistake that it has lost its connection meanwhile.
      awaitReports();
      throw made.reports().explain(lostAtOnce(e));
    }
  }

  private static void closeHalfMade(Connection connection, Throwable reason) {
    FreshThread.cleanUp(
        "close half-made NATS",
        CLEAN_UP_LIMIT,
        reason,
        () -> {
          connection.close();
          return null;
        });
  }

  @Override
  public Diagnosis diagnose(Throwable failure) {
    return NatsFailures.diagnose(failure, settings);
  }
}
