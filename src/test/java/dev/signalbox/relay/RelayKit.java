package dev.signalbox.relay;

import dev.signalbox.base.Actor;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.jdbc.DatabaseConnector;
import dev.signalbox.connection.nats.NatsConnector;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.run.ConnectionLookup;
import dev.signalbox.relay.run.RelayConnections;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.sandbox.Account;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.DatabaseTls;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.LeaseSettings;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** What relays need around them, with real connectors and short times. */
public final class RelayKit implements AutoCloseable {
  public static final HeartbeatSettings HEARTBEAT =
      new HeartbeatSettings(Duration.ofMillis(300), Duration.ofSeconds(1));
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  public final SystemScheduler scheduler = new SystemScheduler();
  private final DriverThreads threads = DriverThreads.create();
  private final FailureReports failures = new FailureReports(text -> text);
  private final List<ConnectionSupervisor> supervisors = new ArrayList<>();
  private final ConnectionEnvironment environment;
  private final WriterHorizons horizons = new WriterHorizons();

  /** With retries of lost connections, as fast as can be. */
  public RelayKit() {
    this(true);
  }

  public RelayKit(boolean retries) {
    RetrySettings settings =
        new RetrySettings(retries, Duration.ofMillis(50), Duration.ofMillis(500), Optional.empty());
    this.environment =
        new ConnectionEnvironment(
            scheduler,
            WorkExecutor.virtualThreads(),
            new RetryPolicy(settings, RandomGenerator.getDefault()),
            failures);
  }

  Relay relay(PollingSettings settings, RelayConnections connections) {
    return relay(settings, connections, RelayLimits.STANDARD);
  }

  Relay relay(PollingSettings settings, RelayConnections connections, RelayLimits limits) {
    return relay(settings, connections, limits, LEASE);
  }

  /** A relay between these, whatever they are called, whose lease lasts for so long. */
  Relay relay(
      PollingSettings settings, RelayConnections connections, RelayLimits limits, Duration lease) {
    Map<String, ConnectionSupervisor> byRole =
        Map.of(
            "source", connections.source(),
            "sink", connections.sink(),
            "checkpoint", connections.checkpoint());
    return new Relay(
        between(settings, "source", "sink", "checkpoint"),
        name -> Optional.ofNullable(byRole.get(name)),
        environment(limits, horizons, lease));
  }

  Relay relay(PollingSettings settings, ConnectionLookup lookup, RelayLimits limits) {
    return new Relay(settings, lookup, environment(limits, horizons, LEASE));
  }

  private RelayEnvironment environment(RelayLimits limits, WriterHorizons known, Duration lease) {
    return new RelayEnvironment(
        scheduler,
        WorkExecutor.virtualThreads(),
        failures,
        new LeaseSettings(lease),
        limits,
        known);
  }

  /** A relay as tools work on it, with its connections open. */
  Bench bench(PollingSettings settings, RelayConnections connections) throws Exception {
    Map<String, ConnectionSupervisor> byRole =
        Map.of(
            "source", connections.source(),
            "sink", connections.sink(),
            "checkpoint", connections.checkpoint());
    for (ConnectionSupervisor each : Set.copyOf(byRole.values())) {
      var _ = each.connect(Actor.program("test"));
      var _ =
          each.when(now -> now.state() instanceof ConnectionState.Connected)
              .orTimeout(10, TimeUnit.SECONDS)
              .join();
    }
    return Bench.of(
        between(settings, "source", "sink", "checkpoint"),
        name -> Optional.ofNullable(byRole.get(name)),
        // A tool is a program of its own: it does not know what another account has seen.
        environment(RelayLimits.STANDARD, new WriterHorizons(), LEASE),
        new RunControl(scheduler));
  }

  private static PollingSettings between(
      PollingSettings settings, String source, String sink, String checkpoint) {
    return new PollingSettings(
        settings.programName(),
        source,
        sink,
        checkpoint,
        settings.table(),
        settings.idColumn(),
        settings.timestampColumn(),
        settings.stream(),
        settings.subject(),
        settings.interval(),
        settings.batchSize(),
        settings.timestamps(),
        settings.policies());
  }

  public ConnectionSupervisor database(DatabaseKind kind, String url, Account account) {
    return database(kind, url, account, 4);
  }

  public ConnectionSupervisor database(
      DatabaseKind kind, String url, Account account, int poolSize) {
    DatabaseSettings settings =
        new DatabaseSettings(
            kind.label(),
            kind,
            url,
            account.user(),
            Secret.of(account.password()),
            poolSize,
            Map.of(),
            DatabaseTls.NONE,
            CONNECT_TIMEOUT,
            false,
            HEARTBEAT);
    EndpointKind endpoint =
        switch (kind) {
          case ORACLE -> EndpointKind.ORACLE;
          case MARIADB -> EndpointKind.MARIADB;
        };
    return supervisor(
        endpoint,
        settings,
        new DatabaseConnector(settings, kind.label(), PasswordPrompt.unavailable(), threads));
  }

  public ConnectionSupervisor nats(String url, HeartbeatSettings heartbeat) {
    NatsSettings settings =
        new NatsSettings(
            "nats",
            List.of(url),
            false,
            NatsLogin.NONE,
            NatsTls.DEFAULT,
            NatsSubjects.DEFAULT,
            CONNECT_TIMEOUT,
            false,
            heartbeat);
    return nats(settings);
  }

  public ConnectionSupervisor nats(NatsSettings settings) {
    return supervisor(
        EndpointKind.NATS,
        settings,
        new NatsConnector(settings, "NATS", PasswordPrompt.unavailable(), _ -> {}, threads));
  }

  private ConnectionSupervisor supervisor(
      EndpointKind kind, ConnectionSettings settings, Connector connector) {
    Endpoint endpoint =
        new Endpoint(
            settings.name(),
            kind,
            kind.label(),
            settings.address(),
            settings.connectTimeout(),
            settings.autoConnect(),
            settings.heartbeat());
    ConnectionSupervisor supervisor = new ConnectionSupervisor(endpoint, connector, environment);
    supervisors.add(supervisor);
    return supervisor;
  }

  @Override
  public void close() {
    for (ConnectionSupervisor supervisor : supervisors) {
      var _ = supervisor.retire();
      var _ = supervisor.disconnect(Actor.program("test"), Duration.ofSeconds(2));
      var _ =
          supervisor
              .when(
                  s ->
                      s.state() instanceof ConnectionState.Off
                          || s.state() instanceof ConnectionState.Failed)
              .orTimeout(10, TimeUnit.SECONDS)
              .join();
    }
    threads.close();
    scheduler.close();
  }
}
