package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Leftovers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start that gets half of what it needs: MariaDB is connected, NATS accepts and stays silent. */
@Timeout(120)
class PartialStartTest {
  private static final long LIMIT_SECONDS = 30;

  private static MariaDbServer mariaDb;

  @TempDir private Path folder;
  private SilentListener silent;

  @BeforeAll
  static void startServer() throws Exception {
    mariaDb = MariaDbServer.start();
    SandboxSchema.createEventTable(mariaDb);
  }

  @AfterAll
  static void stopServer() {
    mariaDb.close();
  }

  @BeforeEach
  void listen() throws Exception {
    silent = SilentListener.start();
  }

  @AfterEach
  void fallDeaf() {
    silent.close();
  }

  @Test
  void withoutRetriesTheStartFailsAndTheOtherConnectionStays() throws Exception {
    Leftovers before = Leftovers.baseline();
    try (SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine = started(scheduler, configuration().withoutRetries());
      await(relay(engine), RelayState.Failed.class);

      assertThat(endpoint(engine, "mariadb").snapshot().state())
          .isInstanceOf(ConnectionState.Connected.class);
      assertThat(engine.coordinator().stop("partial", Askers.TEST).isAccepted()).isFalse();

      assertShutdownLeavesNothing(engine);
    }
    before.assertNoThreads();
  }

  @Test
  void withRetriesTheStartGoesOnUntilItIsStopped() throws Exception {
    Leftovers before = Leftovers.baseline();
    try (SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine = started(scheduler, configuration().with("retry: {max: 300ms}\n"));
      ConnectionSupervisor nats = endpoint(engine, "nats");
      await(nats, s -> s.state() instanceof ConnectionState.Waiting w && w.retries().count() >= 2);

      assertThat(relay(engine).snapshot().state()).isInstanceOf(RelayState.Starting.class);
      assertThat(engine.coordinator().stop("partial", Askers.TEST).isAccepted()).isTrue();
      await(relay(engine), RelayState.Stopped.class);

      assertThat(endpoint(engine, "mariadb").snapshot().state())
          .isInstanceOf(ConnectionState.Connected.class);
      assertShutdownLeavesNothing(engine);
    }
    before.assertNoThreads();
  }

  private ConfigurationText configuration() {
    return ConfigurationText.empty()
        .nats("nats://127.0.0.1:" + silent.port(), "connect_timeout: 500ms, auto_connect: false")
        .mariaDb(mariaDb)
        .polling("partial");
  }

  /** Starts the relay once MariaDB is connected. */
  private Engine started(SystemScheduler scheduler, ConfigurationText text) throws Exception {
    Engine engine =
        Engine.create(
            SettingsLoader.load(text.write(folder), Map.of()),
            scheduler,
            new Engine.Surfaces(
                WorkExecutor.virtualThreads(),
                PasswordPrompt.unavailable(),
                false,
                code -> {
                  throw new AssertionError("halted with " + code);
                },
                Optional.empty()));
    engine.connectAutomatically();
    await(endpoint(engine, "mariadb"), s -> s.state() instanceof ConnectionState.Connected);
    engine.startPolling();
    return engine;
  }

  private void assertShutdownLeavesNothing(Engine engine) throws Exception {
    assertThat(
            engine
                .coordinator()
                .shutdown(new ShutdownReason.Quit())
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .steps())
        .allMatch(ShutdownReport.Step::complete);
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(silent.openConnections()).isZero();
              assertThat(mariaDb.processList())
                  .noneMatch(session -> session.user().equals(mariaDb.app().user()));
            });
  }

  private static Relay relay(Engine engine) {
    return engine.relays().getFirst();
  }

  private static ConnectionSupervisor endpoint(Engine engine, String name) {
    return engine.supervisors().stream()
        .filter(s -> s.endpoint().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void await(ConnectionSupervisor endpoint, Predicate<ConnectionSnapshot> condition)
      throws Exception {
    endpoint.when(condition).get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static void await(Relay relay, Class<? extends RelayState> state) throws Exception {
    relay.when(s -> state.isInstance(s.state())).get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
