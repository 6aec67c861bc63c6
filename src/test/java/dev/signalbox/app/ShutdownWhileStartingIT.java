package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals that come before everything is made: nothing is waited for. */
class ShutdownWhileStartingIT {
  private static final String TERM = "INFO Received signal 15, shutting down...";
  private static final String GRACEFUL = "INFO Starting graceful shutdown...";
  private static final String NOTHING_MADE =
      "INFO No resources to clean up (initialization failed early)";

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  @Test
  void shutdownWhileConnecting() throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      String address = "127.0.0.1:" + silent.port();
      ConfigurationText configuration =
          ConfigurationText.empty()
              .nats("nats://" + address, "connect_timeout: 30")
              .mariaDb(address + "/tracking", SERVERS.mariaDb().app(), "connect_timeout: 30")
              .unusedOracle();
      try (BuiltProgram program = BuiltProgram.headless(folder, configuration)) {
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

  @Thorough
  @Test
  void shutdownWhileTheRelayConnects() throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      ConfigurationText configuration =
          ConfigurationText.empty()
              .nats("nats://127.0.0.1:" + silent.port(), "connect_timeout: 30")
              .mariaDb(SERVERS.mariaDb())
              .polling("connecting");
      try (BuiltProgram program = BuiltProgram.headless(folder, configuration)) {
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
    SERVERS.assertLeft();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2", "HUP, 1"})
  void shutdownBeforeTheConfigurationIsRead(String signal, int number) throws Exception {
    Path file = ConfigurationText.empty().nats(SERVERS.nats()).write(folder);
    try (StandStill still = StandStill.prepare();
        BuiltProgram program =
            BuiltProgram.start(
                folder,
                Map.of("SIGNALBOX_JAVA_OPTIONS", still.option()),
                "--headless",
                "--config",
                file.toString())) {
      still.await("dev.signalbox.settings.reading.SettingsLoader", "load");
      program.signal(signal);

      assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
      assertThat(program.log())
          .containsExactly(
              "INFO Received signal %d, shutting down...".formatted(number), NOTHING_MADE);
    }
  }

  /** As behind an X server that accepts and does not answer. */
  @Test
  void shutdownWhileTheToolkitStarts() throws Exception {
    Path file = ConfigurationText.empty().nats(SERVERS.nats()).write(folder);
    try (StandStill still = StandStill.prepare();
        BuiltProgram program =
            BuiltProgram.start(
                folder,
                Map.of("DISPLAY", ":4711", "SIGNALBOX_JAVA_OPTIONS", still.option()),
                "--config",
                file.toString())) {
      still.await("dev.signalbox.ui.toolkit.ToolkitStart", "start");
      program.signal("TERM");

      assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
      assertThat(program.log()).containsExactly(TERM, NOTHING_MADE);
    }
  }

  /** What shows the window stands still, and is waited for by nobody; nothing is connected yet. */
  @Test
  void shutdownWhileTheWindowOpens() throws Exception {
    Path file = ConfigurationText.empty().nats(SERVERS.nats()).write(folder);
    try (VirtualDisplay display = VirtualDisplay.start();
        StandStill still = StandStill.prepare();
        BuiltProgram program =
            BuiltProgram.start(
                folder,
                Map.of("DISPLAY", display.name(), "SIGNALBOX_JAVA_OPTIONS", still.option()),
                "--config",
                file.toString())) {
      still.await("dev.signalbox.ui.MainWindow", "showConsole");
      program.signal("TERM");

      assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
      assertThat(program.log())
          .containsSubsequence(
              TERM, GRACEFUL, "INFO NATS connection not established, nothing to close")
          .noneMatch(line -> line.contains("Connecting to"));
      assertThat(program.log().getLast()).startsWith("INFO Shutdown complete in N s: ");
    }
  }

  private static void awaitAccepted(SilentListener listener, int connections) {
    Awaitility.await()
        .atMost(BuiltProgram.PATIENCE)
        .untilAsserted(
            () -> assertThat(listener.openConnections()).isGreaterThanOrEqualTo(connections));
  }
}
