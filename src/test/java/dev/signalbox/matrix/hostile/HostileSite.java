package dev.signalbox.matrix.hostile;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.hostile.HostilePeer;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.testing.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A hostile peer, real servers behind fault relays, and a program with connections to all of them:
 * to the peer as many as there are threads that carry virtual ones.
 */
final class HostileSite implements AutoCloseable {
  static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  /** Of the healthy connections. */
  static final Duration HEARTBEAT = Duration.ofMillis(100);

  static final Duration UNANSWERED = Duration.ofMillis(500);

  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();

  private final HostilePeer peer;
  private final FaultRelay nats;
  private final FaultRelay mariaDb;
  private final TrialProgram program;

  HostileSite(HostileCell cell, NatsServer natsServer, MariaDbServer mariaDbServer, Path folder)
      throws Exception {
    peer = HostilePeer.start(cell.protocol(), cell.hostility());
    nats = FaultRelay.to(natsServer.port());
    mariaDb = FaultRelay.to(mariaDbServer.port());
    StringBuilder connections = new StringBuilder();
    for (int i = 0; i < CARRIERS; i++) {
      connections.append("  %s: %s\n".formatted(target(i), target(cell)));
    }
    String text =
        """
        environment: trial
        connections:
        %s\
          nats: {type: nats, servers: ["nats://127.0.0.1:%d"], %s}
          mariadb: {type: mariadb, url: "127.0.0.1:%d/%s", username: %s, password: "%s", %s}
        retry: {initial: 100ms, max: 100ms}
        shutdown: {grace: 2s}
        """
            .formatted(
                connections,
                nats.port(),
                attentive(),
                mariaDb.port(),
                MariaDbServer.DATABASE,
                mariaDbServer.app().user(),
                mariaDbServer.app().password(),
                attentive());
    Path file = Files.writeString(folder.resolve("hostile.yaml"), text);
    program = new TrialProgram(SettingsLoader.load(file, Map.of()), false);
  }

  private static String target(int number) {
    return "target" + number;
  }

  private String target(HostileCell cell) {
    String login =
        "username: app, password: s3cr3t-of-app, auto_connect: false, connect_timeout: %dms"
            .formatted(CONNECT_LIMIT.toMillis());
    return switch (cell.protocol()) {
      case NATS ->
          "{type: nats, servers: [\"nats://127.0.0.1:%d\"], %s}".formatted(peer.port(), login);
      case MARIADB ->
          "{type: mariadb, url: \"127.0.0.1:%d/signals\", %s}".formatted(peer.port(), login);
      case ORACLE ->
          "{type: oracle, url: \"//127.0.0.1:%d/FREEPDB1\", %s}".formatted(peer.port(), login);
    };
  }

  private static String attentive() {
    return "auto_connect: false, connect_timeout: 20s, heartbeat: {interval: %dms, timeout: %dms}"
        .formatted(HEARTBEAT.toMillis(), UNANSWERED.toMillis());
  }

  TrialProgram program() {
    return program;
  }

  HostilePeer peer() {
    return peer;
  }

  /** All of them connections to the hostile peer. */
  List<ConnectionSupervisor> targets() {
    return IntStream.range(0, CARRIERS).mapToObj(i -> program.supervisor(target(i))).toList();
  }

  /** The ones to real servers. */
  List<ConnectionSupervisor> beside() {
    return List.of(program.supervisor("nats"), program.supervisor("mariadb"));
  }

  /** Goes wrong, or not, between the program and its real servers. */
  void setBeside(Fault fault) {
    nats.set(fault);
    mariaDb.set(fault);
  }

  /** Waits until the real servers have answered so many heartbeats more. */
  boolean awaitHeartbeats(int number, Duration limit) throws InterruptedException {
    boolean answered = true;
    for (FaultRelay relay : List.of(nats, mariaDb)) {
      int before = relay.traffic().replies();
      answered &= relay.awaitTraffic(traffic -> traffic.replies() >= before + number, limit);
    }
    return answered;
  }

  /** The program's own TCP connections to the peer, as the kernel sees them. */
  List<String> sockets() throws IOException {
    return Leftovers.socketsTo(peer.port());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    program.close();
    peer.close();
    nats.close();
    mariaDb.close();
  }
}
