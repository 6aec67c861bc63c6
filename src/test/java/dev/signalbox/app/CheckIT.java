package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code signalbox check}: the table, the exit code, and a signal while it is at it. */
class CheckIT {
  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  private BuiltProgram check(ConfigurationText configuration) throws Exception {
    return BuiltProgram.start(folder, "check", "--config", configuration.write(folder).toString());
  }

  @Test
  void checkOfConnectionsThatWork() throws Exception {
    Path file = SERVERS.connected().write(folder);
    try (BuiltProgram program = BuiltProgram.start(folder, "check", "--config", file.toString())) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.output()).hasSize(3);
      assertThat(program.output().get(0)).matches("NAME +TYPE +RESULT +TOOK +ADDRESS +DETAIL");
      assertThat(program.output().get(1))
          .matches(
              "nats +NATS +connected +\\d+\\.\\d+ s +"
                  + SERVERS.nats().url()
                  + " +answers in .+ s; nats-server .+ at .+, no TLS");
      assertThat(program.output().get(2))
          .matches(
              "mariadb +MariaDB +connected +.+answers in .+ s; MariaDB 1.+ at 127.0.0.1:.+, no"
                  + " TLS");
      assertThat(program.errors()).anyMatch(line -> line.contains("Connected to MariaDB"));
    }
  }

  @Test
  void whetherARelayCouldStartIsLookedAtToo() throws Exception {
    try (BuiltProgram program = check(SERVERS.connected().polling("startable"))) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.output().subList(3, program.output().size()))
          .satisfiesExactly(
              line -> assertThat(line).isEmpty(),
              line -> assertThat(line).matches("RELAY +WHAT +RESULT +DETAIL"),
              line -> assertThat(line).matches("startable +table +good +TXLOG_EVENTS: rows are .*"),
              line -> assertThat(line).matches("startable +stream +good +TXLOG takes .*"),
              line -> assertThat(line).matches("startable +checkpoint +remark +table .* absent.*"),
              line -> assertThat(line).matches("startable +checkpoint +good +none yet: .*"));
    }
    SERVERS.assertLeft();
  }

  @Test
  void whatKeepsARelayFromStartingIsToldWithWhatToDo() throws Exception {
    try (BuiltProgram program =
        check(SERVERS.connected().polling("unstartable", "TXLOG_EVENTS", "ABSENT"))) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(2);
      assertThat(program.output())
          .anyMatch(line -> line.matches("unstartable +stream +FAILED +.*ABSENT.*"))
          .anyMatch(line -> line.matches("unstartable, stream: .*"));
      program.assertNoStackTrace();
    }
  }

  /** A relay cannot be looked at without its connections. */
  @Thorough
  @Test
  void aRelayWhoseConnectionFailsCouldNotStart() throws Exception {
    ConfigurationText missing =
        ConfigurationText.empty()
            .nats(SERVERS.nats())
            .mariaDb("127.0.0.1:1/tracking", SERVERS.mariaDb().app(), "connect_timeout: 30")
            .polling("cut");
    try (BuiltProgram program = check(missing)) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(2);
      assertThat(program.output())
          .anyMatch(line -> line.matches("cut +table +FAILED +.*MariaDB is not connected.*"))
          .anyMatch(line -> line.matches("cut +stream +good +.*"));
    }
  }

  @Test
  void checkOfOneThatFails() throws Exception {
    Account wrong = new Account(SERVERS.mariaDb().app().user(), "wrong-on-purpose");
    Path file =
        ConfigurationText.empty()
            .nats(SERVERS.nats())
            .mariaDb(SERVERS.mariaDb().url(), wrong, "connect_timeout: 30")
            .write(folder);
    try (BuiltProgram program = BuiltProgram.start(folder, "check", "--config", file.toString())) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(2);
      assertThat(program.output()).hasSize(3);
      assertThat(program.output().get(1)).contains(" connected ");
      assertThat(program.output().get(2)).matches("mariadb +MariaDB +FAILED .*1045.*");
    }
  }

  @Thorough
  @Test
  void aLongAddressIsCut() throws Exception {
    String url = "127.0.0.1:1/" + "x".repeat(4_000);
    try (BuiltProgram program =
        check(
            ConfigurationText.empty()
                .mariaDb(url, SERVERS.mariaDb().app(), "connect_timeout: 30"))) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(2);
      assertThat(program.output().getFirst()).hasSizeLessThan(300);
      assertThat(program.output().getLast()).contains("x…");
    }
  }

  /** What was not found to be connected is not good: a script must not go on. */
  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2"})
  void aSignalEndsItWhileAnEndpointIsSilent(String signal, int number) throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      String url = "127.0.0.1:%d/tracking".formatted(silent.port());
      try (BuiltProgram program =
          check(
              ConfigurationText.empty()
                  .nats(SERVERS.nats())
                  .mariaDb(url, SERVERS.mariaDb().app(), "connect_timeout: 30"))) {
        program.awaitError("Connected to NATS");
        Awaitility.await().atMost(BuiltProgram.PATIENCE).until(() -> silent.openConnections() == 1);
        program.signal(signal);

        assertThat(program.awaitExit(BuiltProgram.PROMPT)).isEqualTo(2);
        assertThat(program.output().getFirst()).startsWith("NAME ");
        assertThat(program.output()).noneMatch(line -> line.startsWith("mariadb "));
        assertThat(program.errorLog())
            .containsSubsequence(
                "INFO Received signal %d, shutting down...".formatted(number),
                "INFO Starting graceful shutdown...",
                "INFO NATS connection closed gracefully",
                "INFO MariaDB connection pool not established, nothing to close")
            .anyMatch(line -> line.startsWith("INFO MariaDB connect cancelled after N s"));
        assertThat(program.errorLog().getLast()).startsWith("INFO Shutdown complete in N s: ");
        program.assertNoStackTrace();
      }
      SERVERS.assertLeft();
      Awaitility.await()
          .atMost(BuiltProgram.PATIENCE)
          .untilAsserted(() -> assertThat(silent.openConnections()).isZero());
    }
  }
}
