package dev.signalbox.app.fleet;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.fleet.engine.EngineService;
import dev.signalbox.fleet.engine.Permits;
import dev.signalbox.fleet.wire.Introduction;
import dev.signalbox.fleet.wire.WireFormat;
import dev.signalbox.journal.Severity;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.FleetSettings;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.States;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Many engines in one process, served by the product's own code over a few connections, without the
 * drivers and relays that a real one has. Each has three connections and a relay; so many changes a
 * second are made until standard input ends.
 */
final class BenchedEngines {
  private static final int ON_ONE_CONNECTION = 100;

  private BenchedEngines() {}

  /** The server's address, how many engines, and how many changes a second. */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[1]);
    int changes = Integer.parseInt(arguments[2]);
    SystemScheduler scheduler = new SystemScheduler();
    WireFormat format = new WireFormat();
    List<ScriptedConsole> consoles = new ArrayList<>();
    FleetConnection connection = connect(arguments[0], scheduler);
    for (int i = 0; i < count; i++) {
      if (i > 0 && i % ON_ONE_CONNECTION == 0) {
        connection = connect(arguments[0], scheduler);
      }
      ScriptedConsole console = new ScriptedConsole("environment-" + i % 4, false);
      List.of(States.NATS, States.ORACLE, States.MARIADB)
          .forEach(endpoint -> console.show(endpoint, connected(Instant.now())));
      console.show(new RelayState.Running(Instant.now()));
      consoles.add(console);
      var _ =
          EngineService.start(
              console,
              introduction(i),
              new Permits(true, true),
              connection.link(),
              scheduler,
              format);
    }
    System.out.println("engines are there");
    RandomGenerator random = RandomGenerator.getDefault();
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      if (changes > 0) {
        var _ =
            timer.scheduleAtFixedRate(
                () -> change(consoles.get(random.nextInt(count)), random),
                0,
                TimeUnit.SECONDS.toMicros(1) / changes,
                TimeUnit.MICROSECONDS);
      }
      System.in.transferTo(OutputStream.nullOutputStream());
      timer.shutdownNow();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void change(ScriptedConsole console, RandomGenerator random) {
    Instant now = Instant.now();
    console.show(
        States.NATS,
        random.nextBoolean() ? connected(now) : new ConnectionState.Failed(now, States.DENIED));
  }

  private static ConnectionState connected(Instant since) {
    return new ConnectionState.Connected(
        States.ATTEMPT, since, States.PEER, Optional.of(Duration.ofMillis(1)), since);
  }

  private static Introduction introduction(int number) {
    return new Introduction(
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        "relay-" + number,
        "environment-" + number % 4,
        "group-" + number % 8,
        "host-%d.rail.example".formatted(number),
        "Signalbox 1.0",
        1_000 + number,
        Instant.now(),
        false,
        1_000,
        Severity.INFO);
  }

  static FleetConnection connect(String server, SystemScheduler scheduler) {
    NatsSettings settings =
        new NatsSettings(
            FleetSettings.CONNECTION,
            List.of(server),
            false,
            NatsLogin.NONE,
            NatsTls.DEFAULT,
            NatsSubjects.DEFAULT,
            Duration.ofSeconds(10),
            false,
            FleetSettings.HEARTBEAT);
    FleetConnection connection =
        new FleetConnection(
            settings,
            new ConnectionEnvironment(
                scheduler,
                WorkExecutor.virtualThreads(),
                new RetryPolicy(RetrySettings.DEFAULT, RandomGenerator.getDefault()),
                new FailureReports(text -> text)),
            DriverThreads.create(),
            _ -> {});
    connection.connect();
    return connection;
  }
}
