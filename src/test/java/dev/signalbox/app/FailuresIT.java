package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.testing.Thorough;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run that cannot do what it is for ends by itself with exit code 2 and says why. */
class FailuresIT {
  private static final String NOTHING_MADE =
      "INFO No resources to clean up (initialization failed early)";

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  /** Runs it without a window until it ends by itself with exit code 2; returns the log. */
  private List<String> failed(ConfigurationText configuration) throws Exception {
    try (BuiltProgram program = BuiltProgram.headless(folder, configuration)) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).as("%s", program.output()).isEqualTo(2);
      program.assertNoStackTrace();
      assertThat(program.errors()).isEmpty();
      assertThat(program.output())
          .noneMatch(line -> line.contains(SERVERS.mariaDb().app().password()));
      assertThat(program.log().getLast()).startsWith("INFO Shutdown complete in N s: ");
      return program.log();
    }
  }

  @Test
  void timeoutDuringConnection() throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      String url = "nats://127.0.0.1:" + silent.port();
      assertThat(failed(ConfigurationText.empty().nats(url, "connect_timeout: 1").withoutRetries()))
          .containsSubsequence(
              "INFO Connecting to NATS at [%s] (timeout: 1s)...".formatted(url),
              "ERROR NATS connection timed out after 1 second",
              "ERROR Initialization failed: timed out in phase login",
              NOTHING_MADE,
              "INFO Starting graceful shutdown...");
    }
  }

  /** The sink is connected first; nothing else has been begun when it fails. */
  @Thorough
  @Test
  void timeoutOfWhatTheRelayNeeds() throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      List<String> log =
          failed(
              ConfigurationText.empty()
                  .nats("nats://127.0.0.1:" + silent.port(), "connect_timeout: 1")
                  .mariaDb(SERVERS.mariaDb().url(), SERVERS.mariaDb().app(), "auto_connect: false")
                  .polling("timeout")
                  .withoutRetries());
      assertThat(log)
          .containsSubsequence(
              "ERROR NATS connection timed out after 1 second",
              "ERROR Initialization failed: timed out in phase login",
              NOTHING_MADE,
              "INFO Starting graceful shutdown...",
              "INFO MariaDB connection pool not established, nothing to close")
          .noneMatch(line -> line.endsWith("(already closing)"));
    }
  }

  @Thorough
  @Test
  void refusedPort() throws Exception {
    int port;
    try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closedAtOnce.getLocalPort();
    }
    assertThat(
            failed(
                ConfigurationText.empty()
                    .nats("nats://127.0.0.1:" + port, "connect_timeout: 30")
                    .withoutRetries()))
        .anyMatch(
            line ->
                line.startsWith("ERROR NATS connection failed in phase")
                    && line.toLowerCase(Locale.ROOT).contains("refused"))
        .contains(NOTHING_MADE);
  }

  @Test
  void refusedPortWhileAnotherConnectIsUnderWay() throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      String address = "127.0.0.1:" + silent.port();
      assertThat(
              failed(
                  ConfigurationText.empty()
                      .mariaDb(
                          address + "/tracking", SERVERS.mariaDb().app(), "connect_timeout: 30")
                      .nats("nats://127.0.0.1:1", "connect_timeout: 30")
                      .withoutRetries()))
          .doesNotContain(NOTHING_MADE)
          .anyMatch(line -> line.startsWith("INFO MariaDB connect cancelled after N s"))
          .contains("INFO MariaDB connection pool not established, nothing to close");
    }
  }

  @Thorough
  @Test
  void unknownHost() throws Exception {
    assertThat(
            failed(
                ConfigurationText.empty()
                    .nats("nats://no-such-host.invalid:4222", "connect_timeout: 20")
                    .withoutRetries()))
        .anyMatch(line -> line.startsWith("ERROR") && line.contains("no-such-host.invalid"))
        .contains(NOTHING_MADE);
  }

  /** With retries on: a wrong password is tried once, for accounts get locked. */
  @Test
  void wrongPassword() throws Exception {
    Account wrong = new Account(SERVERS.mariaDb().app().user(), "wrong-on-purpose");
    List<String> log =
        failed(
            ConfigurationText.empty()
                .mariaDb(SERVERS.mariaDb().url(), wrong, "connect_timeout: 30"));
    assertThat(log)
        .anyMatch(line -> line.startsWith("ERROR MariaDB connection failed in phase login"))
        .anyMatch(line -> line.contains("1045"))
        .noneMatch(line -> line.contains("retry"))
        .noneMatch(line -> line.contains(wrong.password()));
  }

  @Thorough
  @Test
  void missingStream() throws Exception {
    assertThat(failed(SERVERS.connected().polling("no-stream", "TXLOG_EVENTS", "ELSEWHERE")))
        .anyMatch(line -> line.startsWith("ERROR") && line.contains("ELSEWHERE"))
        .contains("INFO NATS connection closed gracefully", "INFO MariaDB connection pool closed");
  }

  @Thorough
  @Test
  void unknownTable() throws Exception {
    assertThat(failed(SERVERS.connected().polling("no-table", "NOWHERE", SandboxSchema.STREAM)))
        .anyMatch(line -> line.startsWith("ERROR") && line.contains("NOWHERE"))
        .contains("INFO NATS connection closed gracefully", "INFO MariaDB connection pool closed");
  }

  @Test
  void aRelayThatFailsDoesNotEndItsNeighbour() throws Exception {
    String relays = "polling:\n" + relay("good", "TXLOG_EVENTS") + relay("doomed", "NOWHERE");
    try (BuiltProgram program = BuiltProgram.headless(folder, SERVERS.connected().with(relays))) {
      program.awaitLine("NOWHERE");
      program.awaitLine("Polling started for good");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).as("%s", program.output()).isEqualTo(2);
      assertThat(program.log())
          .contains("INFO Received signal 15, shutting down...")
          .anyMatch(line -> line.startsWith("INFO Polling stopped for good"));
    }
    SERVERS.assertLeft();
  }

  private static String relay(String name, String table) {
    return """
      - program_name: %s
        source: mariadb
        sink: nats
        checkpoint: mariadb
        table: %s
        id_column: ID
        timestamp_column: EVENT_TIMESTAMP
        stream: %s
        subject: %s
        interval: 200ms
    """
        .formatted(name, table, SandboxSchema.STREAM, SandboxSchema.SUBJECT);
  }
}
