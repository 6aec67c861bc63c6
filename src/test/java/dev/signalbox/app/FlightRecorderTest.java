package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Actor;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.hostile.Protocol;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the virtual machine's recorder hears of an engine, from its first connect to its end. */
@Timeout(120)
class FlightRecorderTest {
  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  private static final int ROWS = 25;
  private static final List<String> EVENTS =
      List.of(
          "signalbox.Connect",
          "signalbox.ConnectionState",
          "signalbox.RelayState",
          "signalbox.PageRead",
          "signalbox.Publish",
          "signalbox.Acknowledgement",
          "signalbox.CheckpointCommit",
          "signalbox.ShutdownStep");

  @TempDir private Path folder;

  private List<RecordedEvent> events = List.of();
  private Optional<RelayCounters> counted = Optional.empty();

  private void runRecorded() throws Exception {
    SERVERS.insert(ROWS);
    Path file =
        SERVERS
            .connected()
            .connection(
                "nobody: {type: nats, servers: [\"nats://127.0.0.1:1\"], auto_connect: false}")
            .polling("recorded")
            .withoutRetries()
            .write(folder);
    record(() -> run(file));
  }

  /** Something during which the virtual machine's recorder listens. */
  @FunctionalInterface
  private interface Recorded {
    void run() throws Exception;
  }

  private void record(Recorded what) throws Exception {
    Path dump = folder.resolve("signalbox.jfr");
    try (Recording recording = new Recording()) {
      EVENTS.forEach(recording::enable);
      recording.start();
      what.run();
      recording.stop();
      recording.dump(dump);
    }
    events =
        RecordingFile.readAllEvents(dump).stream()
            .filter(event -> event.getEventType().getName().startsWith("signalbox."))
            .sorted(Comparator.comparing(RecordedEvent::getEndTime))
            .toList();
  }

  private void run(Path file) throws Exception {
    try (SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine =
          Engine.create(
              SettingsLoader.load(file, Map.of()),
              scheduler,
              Engine.Surfaces.unattended(_ -> {}, Optional.empty()));
      try {
        connectInVain(engine, "nobody");
        engine.startPolling();
        Relay relay = engine.relays().getFirst();
        relay.when(now -> now.state() instanceof RelayState.Running).get(60, TimeUnit.SECONDS);
        SERVERS.awaitRelayed("recorded");
        counted = Optional.of(relay.snapshot().counters());
      } finally {
        engine.coordinator().shutdown(new ShutdownReason.Quit()).get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static void connectInVain(Engine engine, String connection) throws Exception {
    var _ = engine.coordinator().connect(connection, Actor.program("trial"));
    engine
        .roster()
        .connection(connection)
        .orElseThrow()
        .when(now -> now.state() instanceof ConnectionState.Failed)
        .get(60, TimeUnit.SECONDS);
  }

  /** Both connections are refused, in vain the relay wants to use them. */
  private static void runRefused(Path file) throws Exception {
    try (SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine =
          Engine.create(
              SettingsLoader.load(file, Map.of()),
              scheduler,
              Engine.Surfaces.unattended(_ -> {}, Optional.empty()));
      try {
        connectInVain(engine, "nats");
        connectInVain(engine, "mariadb");
        engine.startPolling();
        engine
            .relays()
            .getFirst()
            .when(now -> now.state() instanceof RelayState.Failed)
            .get(60, TimeUnit.SECONDS);
      } finally {
        engine.coordinator().shutdown(new ShutdownReason.Quit()).get(60, TimeUnit.SECONDS);
      }
    }
  }

  private Stream<RecordedEvent> of(String name) {
    return events.stream().filter(e -> e.getEventType().getName().equals("signalbox." + name));
  }

  private List<RecordedEvent> of(String name, String field, String value) {
    return of(name).filter(event -> value.equals(event.getString(field))).toList();
  }

  private long sum(String name, String field) {
    return of(name, "relay", "recorded").stream().mapToLong(e -> e.getLong(field)).sum();
  }

  @Thorough
  @Test
  void everythingThatAnEngineDoesIsRecorded() throws Exception {
    runRecorded();

    assertThat(of("Connect"))
        .allSatisfy(e -> assertThat(e.getEventType().getCategoryNames()).startsWith("Signalbox"))
        .extracting(
            e -> e.getString("connection"),
            e -> e.getString("kind"),
            e -> e.getLong("attempt"),
            e -> e.getString("outcome"),
            e -> e.getString("lastPhase").isBlank(),
            e -> e.getString("cause").isBlank(),
            e -> e.getDuration().isPositive())
        .containsExactlyInAnyOrder(
            tuple("nobody", "NATS", 1L, "failed", false, false, true),
            tuple("nats", "NATS", 1L, "connected", false, true, true),
            tuple("mariadb", "MariaDB", 1L, "connected", false, true, true));
    assertThat(of("ConnectionState", "connection", "nats"))
        .extracting(e -> e.getString("from"), e -> e.getString("to"))
        .containsExactly(
            tuple("Off", "Connecting"),
            tuple("Connecting", "Connected"),
            tuple("Connected", "Closing"),
            tuple("Closing", "Off"));
    assertThat(of("ConnectionState", "to", "Failed"))
        .singleElement()
        .satisfies(e -> assertThat(e.getString("cause")).isNotBlank());
    assertThat(of("RelayState", "relay", "recorded"))
        .extracting(e -> e.getString("from"), e -> e.getString("to"))
        .containsExactly(
            tuple("Stopped", "Starting"),
            tuple("Starting", "Running"),
            tuple("Running", "Stopping"),
            tuple("Stopping", "Stopped"));
    assertRowsAreCounted();
    assertThat(of("ShutdownStep"))
        .extracting(e -> e.getString("step"), e -> e.getBoolean("complete"))
        .containsExactly(
            tuple("relay", true),
            tuple("attempts", true),
            tuple("NATS", true),
            tuple("databases", true),
            tuple("logs", true));
  }

  /** What the servers say comes as far as the events: something else in its place is there. */
  @Thorough
  @Test
  void aPasswordThatServersSayIsInNoEvent() throws Exception {
    String password = "Tr0ub4dor-3";
    try (EchoServer nats = new EchoServer(Protocol.NATS, List.of(password));
        EchoServer mariaDb = new EchoServer(Protocol.MARIADB, List.of(password))) {
      Path file =
          ConfigurationText.empty()
              .nats(
                  "nats://127.0.0.1:" + nats.port(),
                  "username: app, password: \"%s\"".formatted(password))
              .mariaDb(
                  "127.0.0.1:%d/db".formatted(mariaDb.port()),
                  new Account("app", password),
                  "connect_timeout: 30")
              .polling("refused")
              .withoutRetries()
              .write(folder);
      record(() -> runRefused(file));
    }

    assertThat(
            Stream.of(
                of("Connect", "connection", "nats"),
                of("Connect", "connection", "mariadb"),
                of("ConnectionState", "to", "Failed"),
                of("RelayState", "to", "Failed")))
        .allSatisfy(
            events ->
                assertThat(events)
                    .isNotEmpty()
                    .allSatisfy(
                        e -> assertThat(e.getString("cause")).contains(Redaction.WITHHELD)));
    assertThat(events).noneMatch(event -> event.toString().contains(password));
  }

  private void assertRowsAreCounted() {
    RelayCounters relay = counted.orElseThrow();
    assertThat(relay.acknowledged()).isEqualTo(ROWS);
    assertThat(sum("PageRead", "rows")).isEqualTo(relay.rowsRead());
    assertThat(sum("PageRead", "bytes")).isGreaterThan(ROWS);
    assertThat(sum("Publish", "rows")).isEqualTo(relay.published());
    assertThat(sum("Acknowledgement", "rows")).isEqualTo(relay.acknowledged());
    assertThat(sum("Acknowledgement", "duplicates")).isEqualTo(relay.duplicates());
    assertThat(sum("CheckpointCommit", "rows")).isEqualTo(ROWS);
    assertThat(of("Acknowledgement"))
        .allSatisfy(
            event -> {
              assertThat(event.getDuration("quickest")).isPositive();
              assertThat(event.getDuration("slowest"))
                  .isGreaterThanOrEqualTo(event.getDuration("quickest"))
                  .isLessThan(Duration.ofMinutes(1));
            });
    assertThat(of("CheckpointCommit"))
        .allSatisfy(event -> assertThat(event.getDuration()).isPositive());
  }

  @Thorough
  @Test
  void everyEventIsDocumented() throws IOException {
    String page = Files.readString(Path.of("src", "site", "markdown", "tools.md"));

    assertThat(EVENTS).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }
}
