package dev.signalbox.connection.nats;

import dev.signalbox.base.FreshThread;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.NameResolution;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.support.NatsUri;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens NATS connections whose server has JetStream. Thread-safe. */
public final class NatsConnector implements Connector {
  private static final Duration JETSTREAM_LIMIT = Duration.ofSeconds(3);
  private static final Duration CLEAN_UP_LIMIT = Duration.ofSeconds(2);
  private static final Duration EXPLANATION_LIMIT = Duration.ofMillis(200);

  private final NatsSettings settings;
  private final String label;
  private final PasswordPrompt prompt;
  private final DriverThreads threads;

  /**
   * @param label how the password prompt calls the endpoint
   */
  public NatsConnector(
      NatsSettings settings, String label, PasswordPrompt prompt, DriverThreads threads) {
    this.settings = settings;
    this.label = label;
    this.prompt = prompt;
    this.threads = threads;
  }

  @Override
  public NatsSession open(ConnectScope scope) throws Exception {
    Optional<Secret> password = given(settings.password(), scope);
    Optional<Secret> token = given(settings.token(), scope);
    scope.enter(ConnectPhase.NAME_RESOLUTION);
    NameResolution.requireAny(hosts());
    scope.enter(ConnectPhase.TCP);
    DriverReports reports = new DriverReports();
    Options options =
        NatsOptions.of(
            settings,
            password,
            token,
            scope.deadline().remaining(),
            threads,
            new AttemptServerPool(scope),
            reports);
    Connection connection = connect(options, reports, scope);
    try {
      if (connection.getStatus() != Connection.Status.CONNECTED) {
        throw reports.explain(new IOException("The connection was lost as soon as it was made"));
      }
      scope.enter(ConnectPhase.JETSTREAM);
      requireJetStream(connection, reports, scope);
      return new DrainingSession(connection, reports, scope, threads);
    } catch (Throwable t) {
      FreshThread.cleanUp("close half-made NATS", CLEAN_UP_LIMIT, t, () -> close(connection));
      throw t;
    }
  }

  private Optional<Secret> given(Optional<Secret> configured, ConnectScope scope)
      throws InterruptedException {
    if (configured.isPresent() && configured.get().isAsked()) {
      scope.enter(ConnectPhase.PASSWORD);
      return Optional.of(prompt.ask(label));
    }
    return configured;
  }

  private List<String> hosts() throws URISyntaxException {
    List<String> hosts = new ArrayList<>();
    for (String server : settings.servers()) {
      hosts.add(new NatsUri(server).getHost());
    }
    return hosts;
  }

  private Connection connect(Options options, DriverReports reports, ConnectScope scope)
      throws IOException, InterruptedException {
    try {
      return Nats.connect(options);
    } catch (IOException e) {
      if (!scope.isAbandoned()) {
        awaitReports();
      }
      throw reports.explain(e);
    }
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
  private void requireJetStream(Connection connection, DriverReports reports, ConnectScope scope)
      throws Exception {
    try {
      JetStreamInquiry.requireJetStream(connection, scope.deadline().within(JETSTREAM_LIMIT));
    } catch (IOException | JetStreamInquiry.SilenceException e) {
      awaitReports();
      throw reports.explain(e);
    }
  }

  private static Void close(Connection connection) throws InterruptedException {
    connection.close();
    return null;
  }

  @Override
  public Diagnosis diagnose(Throwable failure) {
    return NatsFailures.diagnose(failure, settings.address());
  }
}
