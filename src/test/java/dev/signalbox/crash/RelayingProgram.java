package dev.signalbox.crash;

import dev.signalbox.app.BuiltProgram;
import dev.signalbox.base.Deadline;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The built program, which relays all tables, with a network of its own to NATS. */
final class RelayingProgram implements AutoCloseable {
  /** What the traffic to one server does not tell of that to another. */
  private static final Duration TICK = Duration.ofMillis(2);

  private final BuiltProgram program;
  private final List<FaultRelay> nats;

  private RelayingProgram(BuiltProgram program, List<FaultRelay> nats) {
    this.program = program;
    this.nats = nats;
  }

  /**
   * Starts it.
   *
   * @param folder its own
   */
  static RelayingProgram start(CrashServers servers, Path folder) throws IOException {
    List<FaultRelay> nats = new ArrayList<>();
    for (NatsServer server : servers.nats) {
      nats.add(FaultRelay.to(server.port()));
    }
    Path file = folder.resolve("crash.yaml");
    Files.writeString(file, configuration(servers, nats));
    return new RelayingProgram(BuiltProgram.brief(folder, file), nats);
  }

  private static String configuration(CrashServers servers, List<FaultRelay> nats) {
    String impatient = "connect_timeout: 3s, heartbeat: {interval: 300ms, timeout: 2s}";
    return """
    connections:
      nats: {type: nats, servers: [%1$s], %2$s}
      oracle: {type: oracle, url: "%3$s", username: %4$s, password: %5$s, %2$s}
      mariadb: {type: mariadb, url: "127.0.0.1:%6$d/tracking", username: %7$s, password: "%8$s", %2$s}
      unseen: {type: mariadb, url: "127.0.0.1:%6$d/tracking", username: %9$s, password: "%10$s", %2$s}
    retry: {initial: 20ms, max: 200ms}
    lease: {ttl: 2s}
    polling:
    """
            .formatted(
                nats.stream()
                    .map(relay -> "\"nats://127.0.0.1:%d\"".formatted(relay.port()))
                    .collect(Collectors.joining(", ")),
                impatient,
                servers.oracle.url(),
                EventSource.InOracle.USER,
                EventSource.InOracle.PASSWORD,
                servers.mariaDbNetwork.port(),
                servers.mariaDb.app().user(),
                servers.mariaDb.app().password(),
                servers.unseen.reader().user(),
                servers.unseen.reader().password())
        + relay(servers.inMariaDb, "batch_size: 400, timestamp_lag: 20ms, on_changed_stream: stop")
        + relay(
            servers.inOracle, "batch_size: 50, timestamp_lag: 200ms, on_changed_stream: continue")
        + relay(servers.unseen, "batch_size: 100, lookback: 2m, on_changed_stream: resend");
  }

  private static String relay(EventSource source, String settings) {
    return """
      - {program_name: %1$s, source: %1$s, sink: nats, checkpoint: mariadb, table: %2$s,
         id_column: ID, timestamp_column: STAMP, stream: %1$s, subject: %1$s, interval: 50ms, %3$s}
    """
        .formatted(source, source.table(), settings);
  }

  /** How much it has sent to NATS. */
  long sent() {
    return nats.stream().mapToLong(relay -> relay.traffic().toServer()).sum();
  }

  /** Waits until it has sent so much, or no longer. */
  void awaitSent(long bytes, Duration limit) throws InterruptedException {
    Deadline end = Deadline.in(limit);
    while (sent() < bytes && !end.isPassed()) {
      var _ = nats.getFirst().awaitTraffic(_ -> sent() >= bytes, TICK);
    }
  }

  boolean isAlive() {
    return program.isAlive();
  }

  /** From now on nothing it says to NATS, or NATS to it, arrives; nothing is lost yet. */
  void hold(Direction direction) {
    nats.forEach(relay -> relay.set(new Fault.Freeze(direction, 0)));
  }

  /** What was held arrives. */
  void release() {
    nats.forEach(relay -> relay.set(new Fault.None()));
  }

  void cutNats() {
    nats.forEach(FaultRelay::resetConnections);
  }

  void freeze() throws IOException, InterruptedException {
    program.signal("STOP");
  }

  void wake() throws IOException, InterruptedException {
    program.signal("CONT");
  }

  void kill() throws InterruptedException {
    program.kill();
    closeNetwork();
  }

  /** Tells it to end, and returns the exit code. */
  int end() throws IOException, InterruptedException {
    program.signal("TERM");
    int code = program.awaitExit(Duration.ofSeconds(20));
    closeNetwork();
    return code;
  }

  /** Waits for a statement that it proposes behind these words. */
  String proposed(String words) {
    program.awaitLine(words);
    String line =
        program.output().stream().filter(each -> each.contains(words)).findFirst().orElseThrow();
    String statement = line.substring(line.indexOf(words) + words.length());
    return statement.substring(0, statement.indexOf(';'));
  }

  private void closeNetwork() {
    nats.forEach(FaultRelay::close);
  }

  /** The last it has said, for the record. */
  @Override
  public String toString() {
    List<String> lines = program.output();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()))
        + program.errors();
  }

  @Override
  public void close() {
    program.close();
    closeNetwork();
  }
}
