package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.testing.Thorough;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real window on a real X server, closed by its window manager. */
class WindowCloseIT {
  private static final String CLOSED = "INFO Window close requested, shutting down...";
  private static final String GRACEFUL = "INFO Starting graceful shutdown...";

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  private static VirtualDisplay display;

  @TempDir private Path folder;

  @BeforeAll
  static void openDisplay() throws Exception {
    display = VirtualDisplay.start();
  }

  @AfterAll
  static void closeDisplay() {
    display.close();
  }

  private BuiltProgram window(ConfigurationText configuration) throws Exception {
    return BuiltProgram.start(
        folder,
        Map.of("DISPLAY", display.name()),
        "--start",
        "--config",
        configuration.write(folder).toString());
  }

  @Thorough
  @Test
  void whilePolling() throws Exception {
    try (BuiltProgram program = window(SERVERS.connected().polling("window"))) {
      program.awaitLine("Polling started for window");
      assertNoLazyThread(program);
      display.closeWindow("Signalbox");

      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.log())
          .containsSubsequence(
              CLOSED,
              GRACEFUL,
              "INFO Stopping polling for window...",
              "INFO Draining NATS connection (waiting for pending messages)...",
              "INFO NATS connection closed gracefully",
              "INFO Releasing MariaDB connection pool...",
              "INFO MariaDB connection pool closed");
      assertThat(program.log().getLast()).startsWith("INFO Shutdown complete in N s: ");
      assertThat(program.lastedAfter("Window close requested")).isLessThan(BuiltProgram.PROMPT);
      assertThat(program.errors()).isEmpty();
    }
    SERVERS.assertLeft();
  }

  /**
   * The graphics library's thread for its shaders on disk has the lowest priority, and a process
   * lasts as long as its last thread.
   */
  private static void assertNoLazyThread(BuiltProgram program) throws IOException {
    assertThat(program.threads())
        .anyMatch(name -> name.contains("QuantumRenderer"))
        .noneMatch(name -> name.contains("disk$"));
  }

  @Thorough
  @Test
  void whileConnecting() throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      String url = "127.0.0.1:%d/tracking".formatted(silent.port());
      try (BuiltProgram program =
          window(
              ConfigurationText.empty()
                  .mariaDb(url, SERVERS.mariaDb().app(), "connect_timeout: 30"))) {
        Awaitility.await().atMost(BuiltProgram.PATIENCE).until(() -> silent.openConnections() == 1);
        display.closeWindow("Signalbox");

        assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
        assertThat(program.log()).containsSubsequence(CLOSED, GRACEFUL);
        assertThat(program.log())
            .anyMatch(line -> line.startsWith("INFO MariaDB connect cancelled after N s"))
            .contains("INFO MariaDB connection pool not established, nothing to close");
        assertThat(program.lastedAfter("Window close requested")).isLessThan(BuiltProgram.PROMPT);
      }
      Awaitility.await()
          .atMost(BuiltProgram.PATIENCE)
          .untilAsserted(() -> assertThat(silent.openConnections()).isZero());
    }
  }
}
