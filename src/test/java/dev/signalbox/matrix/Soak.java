package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.EventTable;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.ShutdownCoordinator;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * An operator and a network that do anything at any time, by chance but for the seed: the same seed
 * gives the same sequence of deeds. Oracle is relayed to NATS, with the checkpoint in MariaDB.
 */
final class Soak implements AutoCloseable {
  private static final String RELAY = "soak";
  private static final List<String> ENDPOINTS = List.of("nats", "oracle", "mariadb");
  private static final int LONGEST_PAUSE_MILLIS = 60;
  private static final int MOST_ROWS = 30;
  private static final Duration ALL_LIMIT = Duration.ofSeconds(90);
  private static final Duration END_LIMIT = Duration.ofSeconds(20);

  private final MatrixServers servers;
  private final SplittableRandom chance;
  private final List<FaultRelay> network;
  private final Events events;
  private final Settings settings;
  private TrialProgram program;
  private int deeds;
  private int programs = 1;

  Soak(MatrixServers servers, long seed, Path folder) throws Exception {
    this.servers = servers;
    this.chance = new SplittableRandom(seed);
    this.network =
        List.of(
            FaultRelay.to(servers.nats.port()),
            FaultRelay.to(servers.oracle.port()),
            FaultRelay.to(servers.mariaDb.port()));
    this.events = new Events(servers.oracle.dataSource()::getConnection, EventTable.ORACLE);
    events.reset(MOST_ROWS);
    Path file = Files.writeString(folder.resolve("soak.yaml"), configuration());
    this.settings = SettingsLoader.load(file, Map.of());
    this.program = new TrialProgram(settings, false);
  }

  private String configuration() {
    String impatient = "connect_timeout: 3s, heartbeat: {interval: 200ms, timeout: 1s}";
    return """
    connections:
      nats: {type: nats, servers: ["nats://127.0.0.1:%d"], %s}
      oracle: {type: oracle, url: "//127.0.0.1:%d/FREEPDB1", username: %s, password: %s, %s}
      mariadb: {type: mariadb, url: "127.0.0.1:%d/tracking", username: %s, password: "%s", %s}
    retry: {initial: 20ms, max: 200ms}
    lease: {ttl: 2s}
    shutdown: {grace: 5s}
    polling:
      program_name: %s
      source: oracle
      sink: nats
      checkpoint: mariadb
      table: %s
      id_column: ID
      timestamp_column: EVENT_TIMESTAMP
      stream: TXLOG
      subject: %s
      interval: 20ms
      batch_size: 50
    """
        .formatted(
            network.get(0).port(),
            impatient,
            network.get(1).port(),
            MatrixServers.ORACLE_USER,
            MatrixServers.ORACLE_PASSWORD,
            impatient,
            network.get(2).port(),
            servers.mariaDb.app().user(),
            servers.mariaDb.app().password(),
            impatient,
            RELAY,
            events.table(),
            SiteConfiguration.subject(RELAY));
  }

  /** Does things until the time is over. */
  void run(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      act();
      deeds++;
      boolean never =
          new CountDownLatch(1).await(chance.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
      assertThat(never).isFalse();
    }
  }

  private void act() throws Exception {
    ShutdownCoordinator operator = program.coordinator();
    String endpoint = ENDPOINTS.get(chance.nextInt(ENDPOINTS.size()));
    switch (chance.nextInt(24)) {
      case 0, 1, 2 -> operator.connect(endpoint, Askers.TEST);
      case 3, 4 -> operator.cancel(endpoint, Askers.TEST);
      case 5 -> operator.disconnect(endpoint, Askers.TEST);
      case 6 -> operator.reconnect(endpoint, Askers.TEST);
      case 7, 8, 9, 10 -> operator.start(RELAY, Askers.TEST);
      case 11 -> operator.stop(RELAY, Askers.TEST);
      case 12 -> operator.stopNow(RELAY, Askers.TEST);
      case 13 -> operator.cancelStart(RELAY, Askers.TEST);
      case 14, 15, 16 -> anyNetwork().set(anyFault());
      case 17, 18, 19, 20 -> anyNetwork().set(new Fault.None());
      case 21 -> anyNetwork().resetConnections();
      case 22 -> events.add(1 + chance.nextInt(MOST_ROWS));
      case 23 -> restart();
      default -> throw new IllegalStateException();
    }
  }

  private FaultRelay anyNetwork() {
    return network.get(chance.nextInt(network.size()));
  }

  private Fault anyFault() {
    Direction direction = chance.nextBoolean() ? Direction.TO_CLIENT : Direction.TO_SERVER;
    int bytes = chance.nextInt(4_000);
    return switch (chance.nextInt(9)) {
      case 0 -> new Fault.Freeze(direction, bytes);
      case 1 -> new Fault.FreezeMessage(direction, 1 + chance.nextInt(12), chance.nextInt(8));
      case 2 -> new Fault.FreezeLongMessages(direction, bytes);
      case 3 -> new Fault.Blackhole();
      case 4 -> new Fault.Delay(Duration.ofMillis(1 + chance.nextInt(40)));
      case 5 -> new Fault.HalfClose(direction, bytes);
      case 6 -> new Fault.Reset(direction, bytes);
      case 7 -> new Fault.Throttle(1_000 + bytes);
      default -> new Fault.Refuse();
    };
  }

  /** Once in a few times the whole program is closed, whatever is under way, and another begins. */
  private void restart() throws Exception {
    if (chance.nextInt(4) == 0) {
      close(new ShutdownReason.WindowClosed());
      program = new TrialProgram(settings, false);
      programs++;
    }
  }

  private void close(ShutdownReason reason) throws Exception {
    program.coordinator().shutdown(reason).get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(program.halts()).as("halted by the watchdog").isEmpty();
    assertThat(program.supervisors())
        .allSatisfy(s -> assertThat(s.snapshot().state()).isInstanceOfAny(Off.class, Failed.class));
    assertThat(program.relay(RELAY).snapshot().state())
        .isInstanceOfAny(RelayState.Stopped.class, RelayState.Failed.class);
    Awaitility.await("nothing left of the program that was closed")
        .pollInSameThread()
        .atMost(END_LIMIT)
        .untilAsserted(this::assertNothingLeft);
    program.close();
  }

  private void assertNothingLeft() throws IOException {
    assertThat(program.supervisors())
        .allSatisfy(s -> assertThat(s.snapshot().status().orphans()).isZero());
    for (FaultRelay relay : network) {
      assertThat(Leftovers.socketsTo(relay.port(), relay.fillerPorts())).isEmpty();
    }
  }

  /** Nothing goes wrong any more: a last program relays what is left, and all agree. */
  void settle() throws Exception {
    network.forEach(relay -> relay.set(new Fault.None()));
    close(new ShutdownReason.Quit());
    program = new TrialProgram(settings, false);
    Agreement agreement = new Agreement(servers, Target.NATS, RELAY, events);
    program.coordinator().start(RELAY, Askers.TEST);
    Site.await(program.relay(RELAY), s -> s.state() instanceof RelayState.Running);
    Awaitility.await().pollInSameThread().atMost(ALL_LIMIT).until(agreement::isReached);
    close(new ShutdownReason.Quit());
    agreement.assertExactlyOnce();
  }

  /** What was done, for the record. */
  @Override
  public String toString() {
    try {
      return "%d deeds, %d programs, %d rows".formatted(deeds, programs, events.ids().size());
    } catch (SQLException e) {
      return "%d deeds, %d programs, rows unknown: %s".formatted(deeds, programs, e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    program.close();
    network.forEach(FaultRelay::close);
  }
}
