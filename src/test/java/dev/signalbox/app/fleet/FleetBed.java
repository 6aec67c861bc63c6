package dev.signalbox.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.console.EngineIdentity;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.fleet.engine.EngineService;
import dev.signalbox.fleet.engine.Permits;
import dev.signalbox.fleet.setup.Stores;
import dev.signalbox.fleet.window.WatchedFleet;
import dev.signalbox.fleet.wire.Introduction;
import dev.signalbox.fleet.wire.WireFormat;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A nats-server with what a fleet keeps there, engines that are served on it, and windows. */
public final class FleetBed implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(20);

  final NatsServer server;
  final SystemScheduler scheduler = new SystemScheduler();
  private final DriverThreads threads = DriverThreads.create();
  private final WireFormat format = new WireFormat();
  private final Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  private FleetBed(NatsServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static FleetBed start(Path folder) throws Exception {
    FleetBed bed = withoutStores(folder);
    makeStores(bed.server.url());
    return bed;
  }

  /** With nothing that a fleet keeps. */
  static FleetBed withoutStores(Path folder) throws Exception {
    return new FleetBed(NatsServer.start(), folder);
  }

  /** As {@code signalbox fleet setup} does. */
  public static void makeStores(String server) throws Exception {
    try (Connection connection = Nats.connect(server)) {
      Stores stores = new Stores(connection, "$JS.API", LIMIT);
      assertThat(stores.make(stores.inspect(), 1).complaints()).isEmpty();
    }
  }

  /** An engine that is served. */
  record Served(Engine engine, FleetConnection connection, EngineService service)
      implements AutoCloseable {

    /** In order: says so, then leaves. */
    @Override
    public void close() throws Exception {
      var _ =
          engine
              .coordinator()
              .shutdown(new ShutdownReason.Quit())
              .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      service.close(Deadline.in(LIMIT));
      connection.close(Deadline.in(LIMIT));
    }
  }

  /** One with a connection to the same server, which is off. */
  Served serve(String name, String environment) throws Exception {
    return serve(name, environment, UUID.randomUUID().toString());
  }

  Served serve(String name, String environment, String id) throws Exception {
    return serve(name, environment, id, scheduler);
  }

  /** One whose clock this is. */
  Served serve(String name, String environment, String id, Scheduler clock) throws Exception {
    Engine engine = engine(environment);
    EngineIdentity identity = engine.console().identity();
    Introduction introduction =
        new Introduction(
            id,
            UUID.randomUUID().toString(),
            name,
            environment,
            "north",
            identity.host(),
            "Signalbox (test)",
            ProcessHandle.current().pid(),
            clock.now(),
            identity.armingNeeded(),
            identity.logCapacity(),
            identity.logLevel());
    FleetConnection connection = connection();
    EngineService service =
        EngineService.start(
            engine.console(),
            introduction,
            new Permits(true, true),
            connection.link(),
            clock,
            format);
    connection.connect();
    Served served = new Served(engine, connection, service);
    open.addFirst(served);
    return served;
  }

  /** It is not closed at the end any more. */
  void forget(AutoCloseable closed) {
    open.remove(closed);
  }

  private Engine engine(String environment) throws Exception {
    return configured("environment: %s\n".formatted(environment));
  }

  /** One with a connection to the same server, and with what else its configuration says. */
  Engine configured(String more) throws Exception {
    Path file =
        Files.writeString(
            Files.createTempFile(folder, "engine", ".yaml"),
            "connections:\n  nats: {type: nats, servers: [\"%s\"]}\n%s"
                .formatted(server.url(), more));
    Settings settings = SettingsLoader.load(file, Map.of());
    return Engine.create(
        settings,
        scheduler,
        new Engine.Surfaces(
            WorkExecutor.virtualThreads(),
            PasswordPrompt.unavailable(),
            false,
            code -> {
              throw new AssertionError("halted with " + code);
            },
            Optional.empty()));
  }

  FleetConnection connection() {
    NatsSettings settings =
        new NatsSettings(
            "fleet",
            List.of(server.url()),
            false,
            NatsLogin.NONE,
            NatsTls.DEFAULT,
            NatsSubjects.DEFAULT,
            Duration.ofSeconds(10),
            false,
            new HeartbeatSettings(Duration.ofMillis(500), Duration.ofSeconds(2)));
    return new FleetConnection(
        settings,
        new ConnectionEnvironment(
            scheduler,
            WorkExecutor.virtualThreads(),
            new RetryPolicy(RetrySettings.DEFAULT, RandomGenerator.getDefault()),
            new FailureReports(text -> text)),
        threads,
        _ -> {});
  }

  /** A window's side, for a user. */
  WatchedFleet watch(String user) {
    FleetConnection connection = connection();
    WatchedFleet fleet = WatchedFleet.start(connection.link(), format, scheduler, user, List.of());
    connection.connect();
    open.addFirst(
        () -> {
          fleet.close();
          connection.close(Deadline.in(LIMIT));
        });
    return fleet;
  }

  /** The row of the engine of that name, if there is one. */
  static Optional<EngineRow> row(WatchedFleet fleet, String name) {
    return fleet.engines().snapshot().engines().stream()
        .filter(row -> row.facts().name().equals(name))
        .findFirst();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : List.copyOf(open)) {
      each.close();
    }
    scheduler.close();
    threads.close();
    server.close();
  }
}
