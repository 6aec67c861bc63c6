package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.sandbox.SilentListener;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way a run is ended from outside: what it answers, what it says, what it leaves behind. */
class ShutdownScenariosIT {
  private static final String TERM = "INFO Received signal 15, shutting down...";
  private static final String GRACEFUL = "INFO Starting graceful shutdown...";
  private static final String NOTHING_MADE =
      "INFO No resources to clean up (initialization failed early)";

  private static MariaDbServer mariaDb;
  private static NatsServer nats;

  @TempDir private Path folder;

  @BeforeAll
  static void startServers() throws Exception {
    mariaDb = MariaDbServer.start();
    nats = NatsServer.start();
    SandboxSchema.createEventTable(mariaDb);
    SandboxSchema.createStream(nats);
  }

  @AfterAll
  static void stopServers() {
    mariaDb.close();
    nats.close();
  }

  private BuiltProgram headless(ConfigurationText configuration) throws Exception {
    return headless(configuration.write(folder));
  }

  private BuiltProgram headless(Path configuration) throws Exception {
    return BuiltProgram.start(folder, "--headless", "--config", configuration.toString());
  }

  private static ConfigurationText connected() {
    return ConfigurationText.empty().nats(nats).mariaDb(mariaDb);
  }

  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2", "HUP, 1"})
  void successThenShutdown(String signal, int number) throws Exception {
    try (BuiltProgram program = headless(connected().polling("success" + number))) {
      program.awaitLine("Polling started for success" + number);
      program.signal(signal);

      assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
      assertThat(program.log())
          .containsSubsequence(
              "INFO Connecting to NATS at [%s] (timeout: 30s)...".formatted(nats.url()),
              "INFO Connected to NATS at [%s]".formatted(nats.url()),
              "INFO JetStream initialized successfully")
          .containsSubsequence(
              "INFO Connecting to MariaDB at [%s] (timeout: 30s)...".formatted(mariaDb.url()),
              "INFO Connected to MariaDB at [%s]".formatted(mariaDb.url()))
          .containsSubsequence(
              "INFO Received signal %d, shutting down...".formatted(number),
              GRACEFUL,
              "INFO Stopping polling for success%d...".formatted(number),
              "INFO Draining NATS connection (waiting for pending messages)...",
              "INFO NATS connection closed gracefully",
              "INFO Releasing MariaDB connection pool...",
              "INFO MariaDB connection pool closed");
      assertThat(program.log().getLast())
          .matches("INFO Shutdown complete in N s: relay N s, .*NATS N s, databases N s, logs N s");
      assertThat(program.errors()).isEmpty();
    }
    assertServersAreLeft();
  }

  @Test
  void shutdownWhileConnecting() throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      String address = "127.0.0.1:" + silent.port();
      ConfigurationText configuration =
          ConfigurationText.empty()
              .nats("nats://" + address, "connect_timeout: 30")
              .mariaDb(address + "/tracking", mariaDb.app(), "connect_timeout: 30")
              .unusedOracle();
      try (BuiltProgram program = headless(configuration)) {
        awaitAccepted(silent, 2);
        program.signal("TERM");

        assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
        assertThat(program.log()).containsSubsequence(TERM, GRACEFUL);
        assertThat(program.log())
            .anyMatch(line -> line.matches("INFO NATS connect cancelled after N s \\(phase .+\\)"))
            .anyMatch(
                line -> line.matches("INFO MariaDB connect cancelled after N s \\(phase .+\\)"))
            .contains(
                "INFO MariaDB connection pool not established, nothing to close",
                "INFO Oracle connection pool not established, nothing to close");
        assertThat(program.log().getLast()).startsWith("INFO Shutdown complete in N s: ");
      }
      Awaitility.await()
          .atMost(BuiltProgram.PATIENCE)
          .untilAsserted(() -> assertThat(silent.openConnections()).isZero());
    }
  }

  @Test
  void shutdownWhileTheRelayConnects() throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      ConfigurationText configuration =
          ConfigurationText.empty()
              .nats("nats://127.0.0.1:" + silent.port(), "connect_timeout: 30")
              .mariaDb(mariaDb)
              .polling("connecting");
      try (BuiltProgram program = headless(configuration)) {
        program.awaitLine("Connected to MariaDB");
        awaitAccepted(silent, 1);
        program.signal("TERM");

        assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
        assertThat(program.log())
            .containsSubsequence(
                TERM,
                GRACEFUL,
                "INFO Releasing MariaDB connection pool...",
                "INFO MariaDB connection pool closed");
        assertThat(program.log()).noneMatch(line -> line.startsWith("ERROR"));
      }
    }
    assertServersAreLeft();
  }

  @Test
  void shutdownWithHalfOfItThere() throws Exception {
    ConfigurationText configuration = ConfigurationText.empty().nats(nats).unusedOracle();
    try (BuiltProgram program = headless(configuration)) {
      program.awaitLine("JetStream initialized successfully");
      program.signal("TERM");

      assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
      assertThat(program.log())
          .containsSubsequence(
              TERM,
              GRACEFUL,
              "INFO Draining NATS connection (waiting for pending messages)...",
              "INFO NATS connection closed gracefully",
              "INFO Oracle connection pool not established, nothing to close");
    }
    assertServersAreLeft();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2", "HUP, 1"})
  void shutdownBeforeTheConfigurationIsRead(String signal, int number) throws Exception {
    Path pipe = folder.resolve("pipe.yaml");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
    try (BuiltProgram program = headless(pipe)) {
      // Opening succeeds as soon as the other side has the pipe open for reading.
      try (OutputStream unfinished = awaitReader(pipe)) {
        program.signal(signal);

        assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
        assertThat(program.log())
            .containsExactly(
                "INFO Received signal %d, shutting down...".formatted(number), NOTHING_MADE);
        unfinished.flush();
      }
    }
  }

  private static OutputStream awaitReader(Path pipe) throws Exception {
    CompletableFuture<OutputStream> opened = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                opened.complete(Files.newOutputStream(pipe));
              } catch (Exception e) {
                opened.completeExceptionally(e);
              }
            });
    return opened.get(BuiltProgram.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void severalSignalsMakeOneShutdown() throws Exception {
    try (BuiltProgram program = headless(connected().polling("impatient"))) {
      program.awaitLine("Polling started for impatient");
      program.signal("TERM");
      program.signal("INT");
      program.signal("TERM");

      assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
      assertThat(program.log()).filteredOn(GRACEFUL::equals).hasSize(1);
      assertThat(program.log())
          .filteredOn(line -> line.startsWith("INFO Shutdown complete"))
          .hasSize(1);
      assertThat(program.log()).contains("INFO NATS connection closed gracefully");
      assertThat(program.log().getLast()).startsWith("INFO Shutdown complete");
    }
    assertServersAreLeft();
  }

  @Test
  void aSourceThatIsFrozenDoesNotKeepTheProgram() throws Exception {
    Duration grace = Duration.ofSeconds(8);
    try (BuiltProgram program =
        headless(connected().polling("frozen").with("shutdown: {grace: 8s}\n"))) {
      program.awaitLine("Polling started for frozen");
      mariaDb.suspend();
      try {
        program.signal("TERM");
        assertThat(program.awaitExit(grace.plus(BuiltProgram.PROMPT))).isZero();
      } finally {
        mariaDb.resume();
      }
      assertThat(program.log()).containsSubsequence(TERM, GRACEFUL);
      assertThat(program.log()).contains("INFO NATS connection closed gracefully");
      assertThat(program.log().getLast()).startsWith("INFO Shutdown complete");
    }
    assertServersAreLeft();
  }

  @Test
  void aStaleConnectionIsClosedAllTheSame() throws Exception {
    ConfigurationText configuration =
        ConfigurationText.empty()
            .nats(nats.url(), "heartbeat: {interval: 200ms, timeout: 500ms}")
            .unusedOracle();
    try (BuiltProgram program = headless(configuration)) {
      program.awaitLine("JetStream initialized successfully");
      nats.suspend();
      try {
        program.awaitLine("NATS does not answer");
        program.signal("TERM");
        assertThat(program.awaitExit(Duration.ofSeconds(15))).isZero();
      } finally {
        nats.resume();
      }
      assertThat(program.log())
          .containsSubsequence(
              TERM,
              GRACEFUL,
              "WARN NATS connection exists but not marked as connected, attempting close...",
              "INFO NATS connection closed");
    }
    assertServersAreLeft();
  }

  @Test
  void theWindowEndsLikeTheRest() throws Exception {
    Path file = connected().polling("window").write(folder);
    try (BuiltProgram program =
        BuiltProgram.start(
            folder,
            Map.of("SIGNALBOX_JAVA_OPTIONS", "-Dglass.platform=Headless -Dprism.order=sw"),
            "--start",
            "--config",
            file.toString())) {
      program.awaitLine("Polling started for window");
      program.signal("TERM");

      assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
      assertThat(program.log())
          .containsSubsequence(
              TERM,
              GRACEFUL,
              "INFO NATS connection closed gracefully",
              "INFO MariaDB connection pool closed");
      assertThat(program.log().getLast()).startsWith("INFO Shutdown complete");
      assertThat(program.errors()).isEmpty();
    }
    assertServersAreLeft();
  }

  private static void awaitAccepted(SilentListener listener, int connections) {
    Awaitility.await()
        .atMost(BuiltProgram.PATIENCE)
        .untilAsserted(
            () -> assertThat(listener.openConnections()).isGreaterThanOrEqualTo(connections));
  }

  /** Both servers have noticed that nobody is connected any more. */
  private static void assertServersAreLeft() {
    Awaitility.await()
        .atMost(BuiltProgram.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(nats.connections()).isEmpty();
              assertThat(mariaDb.processList())
                  .noneMatch(session -> session.user().equals(mariaDb.app().user()));
            });
  }
}
