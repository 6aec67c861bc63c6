package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way a run is ended from outside: what it answers, what it says, what it leaves behind. */
class ShutdownScenariosIT {
  private static final String TERM = "INFO Received signal 15, shutting down...";
  private static final String GRACEFUL = "INFO Starting graceful shutdown...";

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2", "HUP, 1"})
  void successThenShutdown(String signal, int number) throws Exception {
    try (BuiltProgram program =
        BuiltProgram.headless(folder, SERVERS.connected().polling("success" + number))) {
      program.awaitLine("Polling started for success" + number);
      program.signal(signal);

      assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
      assertThat(program.log())
          .containsSubsequence(
              "INFO Connecting to NATS at [%s] (timeout: 30s)...".formatted(SERVERS.nats().url()),
              "INFO Connected to NATS at [%s]".formatted(SERVERS.nats().url()),
              "INFO JetStream initialized successfully")
          .containsSubsequence(
              "INFO Connecting to MariaDB at [%s] (timeout: 30s)..."
                  .formatted(SERVERS.mariaDb().url()),
              "INFO Connected to MariaDB at [%s]".formatted(SERVERS.mariaDb().url()))
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
    SERVERS.assertLeft();
  }

  @Thorough
  @Test
  void shutdownWithHalfOfItThere() throws Exception {
    ConfigurationText configuration = ConfigurationText.empty().nats(SERVERS.nats()).unusedOracle();
    try (BuiltProgram program = BuiltProgram.headless(folder, configuration)) {
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
    SERVERS.assertLeft();
  }

  @Test
  void severalSignalsMakeOneShutdown() throws Exception {
    try (BuiltProgram program =
        BuiltProgram.headless(folder, SERVERS.connected().polling("impatient"))) {
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
    SERVERS.assertLeft();
  }

  @Test
  void aSourceThatIsFrozenDoesNotKeepTheProgram() throws Exception {
    Duration grace = Duration.ofSeconds(8);
    try (BuiltProgram program =
        BuiltProgram.headless(
            folder, SERVERS.connected().polling("frozen").with("shutdown: {grace: 8s}\n"))) {
      program.awaitLine("Polling started for frozen");
      SERVERS.mariaDb().suspend();
      try {
        program.signal("TERM");
        assertThat(program.awaitExit(grace.plus(BuiltProgram.PROMPT))).isZero();
      } finally {
        SERVERS.mariaDb().resume();
      }
      assertThat(program.log()).containsSubsequence(TERM, GRACEFUL);
      assertThat(program.log()).contains("INFO NATS connection closed gracefully");
      assertThat(program.log().getLast()).startsWith("INFO Shutdown complete");
    }
    SERVERS.assertLeft();
  }

  @Test
  void aStaleConnectionIsClosedAllTheSame() throws Exception {
    ConfigurationText configuration =
        ConfigurationText.empty()
            .nats(SERVERS.nats().url(), "heartbeat: {interval: 200ms, timeout: 500ms}")
            .unusedOracle();
    try (BuiltProgram program = BuiltProgram.headless(folder, configuration)) {
      program.awaitLine("JetStream initialized successfully");
      SERVERS.nats().suspend();
      try {
        program.awaitLine("NATS does not answer");
        program.signal("TERM");
        assertThat(program.awaitExit(Duration.ofSeconds(15))).isZero();
      } finally {
        SERVERS.nats().resume();
      }
      assertThat(program.log())
          .containsSubsequence(
              TERM,
              GRACEFUL,
              "WARN NATS connection exists but not marked as connected, attempting close...",
              "INFO NATS connection closed");
    }
    SERVERS.assertLeft();
  }

  @Thorough
  @Test
  void theWindowEndsLikeTheRest() throws Exception {
    Path file = SERVERS.connected().polling("window").write(folder);
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
    SERVERS.assertLeft();
  }
}
