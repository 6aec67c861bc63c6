package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.hostile.HostilePeer;
import dev.signalbox.sandbox.hostile.Hostility;
import dev.signalbox.sandbox.hostile.Poison;
import dev.signalbox.sandbox.hostile.Protocol;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.testing.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a hostile peer costs the built program: memory, lines of the log, time to end. Time is told
 * by the heartbeats of a connection beside it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class HostilePeerIT {
  /** Three seconds of them. */
  private static final int HEARTBEATS = 30;

  /** As in the matrix of signals. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private static final long MOST_MORE_MEGABYTES = 64;
  private static final long LONGEST_LOG = 1_000_000;
  private static final String HEAD =
      """
      | driver | peer | resident MB | log bytes | SIGTERM ms |
      |---|---|---|---|---|
      """;

  private static final Path REPORT = Path.of("target", "hostile-memory.md");

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;
  private final List<String> report = new ArrayList<>();
  private Cost quiet;

  /** Megabytes resident at most, bytes of the log, and how long the end took. */
  private record Cost(long megabytes, long logged, Duration ended) {}

  /** All that can make a difference in a thorough run, else what was the worst of all. */
  static Stream<Arguments> peers() {
    List<Arguments> worst =
        List.of(
            Arguments.of(Protocol.NATS, new Hostility.AnswersHugely()),
            Arguments.of(Protocol.MARIADB, new Hostility.Complains(Poison.BLANKS)));
    List<Arguments> all =
        Arrays.stream(Protocol.values())
            .flatMap(
                protocol ->
                    Hostility.all().stream()
                        .filter(hostility -> !(hostility instanceof Hostility.Complains))
                        .map(hostility -> Arguments.of(protocol, hostility)))
            .toList();
    return Extent.ofThisRun()
        .choose(worst, Stream.of(all, complaints()).flatMap(List::stream).toList())
        .stream();
  }

  /** One text is as long as any other. */
  private static List<Arguments> complaints() {
    return Arrays.stream(Protocol.values())
        .map(protocol -> Arguments.of(protocol, new Hostility.Complains(Poison.BLANKS)))
        .toList();
  }

  @BeforeAll
  void beQuiet(@TempDir Path quietFolder) throws Exception {
    quiet = cost(quietFolder, "target: " + target(Protocol.NATS, 1, "auto_connect: false"));
    report.add(
        "| none | | %d | %d | %d |"
            .formatted(quiet.megabytes(), quiet.logged(), quiet.ended().toMillis()));
  }

  @AfterAll
  void tell() throws IOException {
    String table = report.stream().collect(Collectors.joining("\n", HEAD, "\n"));
    Files.writeString(REPORT, table);
    System.out.println(table);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("peers")
  void costsLittle(Protocol protocol, Hostility hostility) throws Exception {
    try (HostilePeer peer = HostilePeer.start(protocol, hostility)) {
      Cost cost = cost(folder, "target: " + target(protocol, peer.port(), "connect_timeout: 1s"));
      report.add(
          "| %s | %s | %d | %d | %d |"
              .formatted(
                  protocol,
                  hostility.words(),
                  cost.megabytes(),
                  cost.logged(),
                  cost.ended().toMillis()));
      assertThat(peer.accepted()).as("connects").isPositive();
      assertThat(cost.megabytes() - quiet.megabytes())
          .as("megabytes more than when all is quiet (%d)", quiet.megabytes())
          .isLessThanOrEqualTo(MOST_MORE_MEGABYTES);
      assertThat(cost.logged()).as("bytes logged").isLessThan(LONGEST_LOG);
      assertThat(cost.ended()).as("ended").isLessThan(AT_ONCE);
    }
  }

  private static String target(Protocol protocol, int port, String more) {
    String login = "username: app, password: s3cr3t-of-app, " + more;
    return switch (protocol) {
      case NATS -> "{type: nats, servers: [\"nats://127.0.0.1:%d\"], %s}".formatted(port, login);
      case MARIADB -> "{type: mariadb, url: \"127.0.0.1:%d/signals\", %s}".formatted(port, login);
      case ORACLE -> "{type: oracle, url: \"//127.0.0.1:%d/FREEPDB1\", %s}".formatted(port, login);
    };
  }

  private Cost cost(Path where, String target) throws Exception {
    Path log = where.resolve("signalbox.log");
    try (FaultRelay relay = FaultRelay.to(SERVERS.nats().port())) {
      ConfigurationText configuration =
          ConfigurationText.empty()
              .connection(target)
              .nats("nats://127.0.0.1:" + relay.port(), "heartbeat: {interval: 100ms, timeout: 1s}")
              .with("retry: {initial: 100ms, max: 100ms}\nlog: {file: \"%s\"}\n".formatted(log));
      try (BuiltProgram program = BuiltProgram.headless(where, configuration)) {
        program.awaitLine("Connected to NATS ");
        int before = relay.traffic().replies();
        assertThat(
                relay.awaitTraffic(
                    traffic -> traffic.replies() >= before + HEARTBEATS, BuiltProgram.PATIENCE))
            .as("heartbeats beside")
            .isTrue();
        long megabytes = program.mostResidentMegabytes();
        program.signal("TERM");
        assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
        assertThat(program.errors()).isEmpty();
        program.assertNoStackTrace();
        return new Cost(
            megabytes, Files.size(log), program.lastedAfter("Starting graceful shutdown"));
      }
    }
  }
}
