package dev.signalbox.testing;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.Endpoints;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.jdbc.DatabaseConnector;
import dev.signalbox.connection.nats.NatsConnector;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.LeaseSettings;
import dev.signalbox.settings.LogSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.ShutdownSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * One endpoint under a real supervisor that never retries, with everything around it. Each method
 * waits for its outcome, 20 s at most.
 */
public final class EndpointTrial implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final DriverThreads threads = DriverThreads.create();
  private final SystemScheduler scheduler = new SystemScheduler();
  private final ConnectionSupervisor supervisor;

  public EndpointTrial(ConnectionSettings settings) {
    this(settings, PasswordPrompt.unavailable());
  }

  public EndpointTrial(ConnectionSettings settings, PasswordPrompt prompt) {
    // Threads that begin with their first task, which might be on either side of a baseline.
    threads.timer().execute(() -> {});
    threads.callbacks().execute(() -> {});
    Endpoint endpoint = endpoint(settings);
    Connector connector =
        switch (settings) {
          case NatsSettings nats ->
              new NatsConnector(nats, endpoint.label(), prompt, _ -> {}, threads);
          case DatabaseSettings database ->
              new DatabaseConnector(database, endpoint.label(), prompt, threads);
        };
    supervisor =
        new ConnectionSupervisor(
            endpoint,
            connector,
            new ConnectionEnvironment(
                scheduler,
                WorkExecutor.virtualThreads(),
                new RetryPolicy(
                    new RetrySettings(
                        false, Duration.ofMillis(1), Duration.ofMillis(1), Optional.empty()),
                    RandomGenerator.getDefault()),
                new FailureReports(text -> text)));
  }

  private static Endpoint endpoint(ConnectionSettings settings) {
    return Endpoints.of(
            new Settings(
                "test",
                List.of(settings),
                RetrySettings.DEFAULT,
                LeaseSettings.DEFAULT,
                List.of(),
                ShutdownSettings.DEFAULT,
                LogSettings.DEFAULT))
        .getFirst();
  }

  public ConnectionSupervisor supervisor() {
    return supervisor;
  }

  public DriverThreads threads() {
    return threads;
  }

  /** Connects and returns the session. */
  public <S extends Session> S connected(Class<S> type) throws Exception {
    supervisor.connect(Askers.TEST);
    await(s -> s.state() instanceof ConnectionState.Connected || isFailed(s));
    return supervisor
        .session(type)
        .orElseThrow(() -> new AssertionError("Not connected: " + supervisor.snapshot().state()));
  }

  /** Connects in vain and returns why. */
  public Failure failed() throws Exception {
    supervisor.connect(Askers.TEST);
    return failure();
  }

  /** Waits for the connection to fail. */
  public Failure failure() throws Exception {
    ConnectionState state = await(EndpointTrial::isFailed).state();
    return ((ConnectionState.Failed) state).cause();
  }

  private static boolean isFailed(ConnectionSnapshot snapshot) {
    return snapshot.state() instanceof ConnectionState.Failed;
  }

  /** Begins to connect and waits until the attempt is seen in this phase. */
  public void connectUntil(ConnectPhase phase) throws Exception {
    supervisor.connect(Askers.TEST);
    await(s -> s.state() instanceof ConnectionState.Connecting c && c.phase() == phase);
  }

  /** Cancels the attempt under way; returns how long its thread took to end. */
  public Duration cancelled() throws Exception {
    Stopwatch stopwatch = Stopwatch.begun();
    supervisor.cancel(Askers.TEST);
    await(s -> s.state() instanceof ConnectionState.Off && s.status().orphans() == 0);
    return stopwatch.elapsed();
  }

  /** Closes the session; returns how long that took. */
  public Duration disconnected() throws Exception {
    Stopwatch stopwatch = Stopwatch.begun();
    supervisor.disconnect(Askers.TEST);
    await(s -> s.state() instanceof ConnectionState.Off && s.status().orphans() == 0);
    return stopwatch.elapsed();
  }

  public ConnectionSnapshot await(Predicate<ConnectionSnapshot> condition) throws Exception {
    return supervisor.when(condition).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Leaves nothing, whatever state it is in. */
  @Override
  public void close() throws Exception {
    supervisor.cancel(Askers.TEST);
    supervisor.disconnect(Askers.TEST);
    await(
        s ->
            (s.state() instanceof ConnectionState.Off || isFailed(s)) && s.status().orphans() == 0);
    threads.close();
    scheduler.close();
  }
}
