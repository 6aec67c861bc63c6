package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands for relays as they are typed: what they print and answer, and how they end. */
class ToolsIT {
  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  private BuiltProgram signalbox(ConfigurationText configuration, String... arguments)
      throws Exception {
    String[] words = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, words, 0, arguments.length);
    words[arguments.length] = "--config";
    words[arguments.length + 1] = configuration.write(folder).toString();
    return BuiltProgram.start(folder, words);
  }

  private ConfigurationText relaying(String program) {
    return SERVERS.connected().polling(program);
  }

  private static void awaitRelayed(BuiltProgram program, String relay) {
    program.awaitLine("Polling started for " + relay);
    SERVERS.awaitRelayed(relay);
  }

  private void assertSays(int code, ConfigurationText configuration, String command, String... said)
      throws Exception {
    try (BuiltProgram program = signalbox(configuration, command.split(" "))) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE))
          .as("%s %s", program.output(), program.errors())
          .isEqualTo(code);
      assertThat(program.output()).containsSubsequence(said);
      program.assertNoStackTrace();
    }
  }

  @Thorough
  @Test
  void aPositionIsShownSetAndRemembered() throws Exception {
    SERVERS.insert(3);
    ConfigurationText relay = relaying("shown");
    try (BuiltProgram program = BuiltProgram.headless(folder, relay)) {
      awaitRelayed(program, "shown");
      assertSays(2, relay, "position shown --set beginning --yes", "Nothing was changed.");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }
    assertSays(
        0,
        relay,
        "position",
        "shown",
        "  rows relayed  " + SERVERS.rows(),
        "  status        STOPPED");
    SERVERS.execute(
        "INSERT INTO TXLOG_EVENTS (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)"
            + " VALUES ('c', 'e', 'd', '2025-01-01', '2025-01-01')");
    assertSays(2, relay, "verify shown", "1 row missing in it:");
    SERVERS.execute("DELETE FROM TXLOG_EVENTS WHERE EVENT_TIMESTAMP = '2025-01-01'");
    assertSays(
        0,
        relay,
        "position shown --set beginning",
        SERVERS.rows()
            + " rows would be sent again. The stream is looked through first: what it still has is"
            + " not stored twice; what was removed from it is.",
        "Nothing was changed. With --yes it is.");
    assertSays(0, relay, "position shown --set beginning --yes", "Position of shown set.");
    assertSays(0, relay, "position shown", "shown", "  position      the beginning");
    try (BuiltProgram program = signalbox(relay, "position", "shown", "--history")) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.output()).hasSize(3);
      assertThat(program.output().getLast())
          .matches(
              " +2.*Z +.+@.+ \\(command line\\) +position +2026-01-01T.* / \\d+ +the beginning");
    }
    SERVERS.assertLeft();
  }

  /** A row that is dated before the others and committed behind them, which nothing announced. */
  @Thorough
  @Test
  void missingRowsAreNamedAndStoredAgainOnApproval() throws Exception {
    SERVERS.insert(3);
    ConfigurationText relay = relaying("verified");
    try (BuiltProgram program = BuiltProgram.headless(folder, relay)) {
      awaitRelayed(program, "verified");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }
    assertHasAll(relay);
    SERVERS.execute(
        "INSERT INTO TXLOG_EVENTS (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)"
            + " VALUES ('c', 'e', 'd', '2025-01-01', '2025-01-01')");

    assertSays(
        2,
        relay,
        "verify verified --republish",
        "1 row missing in it:",
        "Nothing was changed. With --yes the missing rows are stored again.");
    assertSays(2, relay, "verify verified --yes", "1 row missing in it:");
    assertSays(0, relay, "verify verified --republish --yes", "1 row stored again.");
    assertHasAll(relay);
    SERVERS.assertLeft();
  }

  private void assertHasAll(ConfigurationText relay) throws Exception {
    try (BuiltProgram program = signalbox(relay, "verify", "verified")) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.output())
          .singleElement(InstanceOfAssertFactories.STRING)
          .startsWith("verified: ")
          .endsWith(" The stream has all of them.");
    }
  }

  /** A row is written by anybody. */
  @Thorough
  @Test
  void theNextRowsAreShownAndSteerNoTerminal() throws Exception {
    SERVERS.insert(2);
    SERVERS.execute("UPDATE TXLOG_EVENTS SET EVENT_DATA = '\u202e\u001b[2J'");
    try (BuiltProgram program =
        signalbox(relaying("previewed"), "preview", "previewed", "--rows", "1")) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.output())
          .satisfiesExactly(
              line ->
                  assertThat(line).isEqualTo("previewed would go on behind the beginning with:"),
              line -> assertThat(line).isEmpty(),
              line -> assertThat(line).matches("subject +txlog.events"),
              line -> assertThat(line).startsWith("Nats-Msg-Id"),
              line -> assertThat(line).matches("Sbx-Pos +2026-01-01T10:00:00.0+ / \\d+"),
              line -> assertThat(line).matches("Nats-Expected-Stream +TXLOG"),
              line -> assertThat(line).matches("Sbx-Epoch +1"),
              line -> assertThat(line).startsWith("body").contains("\\u202e"),
              line -> assertThat(line).isEmpty(),
              line -> assertThat(line).isEqualTo("There may be more."))
          .noneMatch(line -> line.chars().anyMatch(c -> c < ' ' || c == '\u202e'));
    }
    SERVERS.assertLeft();
  }

  @Thorough
  @Test
  void aLeaseIsTakenOver() throws Exception {
    SERVERS.insert(1);
    ConfigurationText relay = relaying("taken").with("lease: {ttl: 3s}\n");
    try (BuiltProgram program = BuiltProgram.headless(folder, relay)) {
      awaitRelayed(program, "taken");
      assertSays(
          0,
          relay,
          "takeover taken",
          "It is being renewed: that engine lives. If it polls as it should, stop it there.",
          "Nothing was changed. With --yes the lease is taken.");
      assertSays(
          0,
          relay,
          "takeover taken --yes",
          "Taken over: taken polls wherever it is started or waits.");
      program.awaitLine("Polling paused for taken: the checkpoint of taken is no longer ours");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }
    assertSays(
        0, relay, "takeover taken", "Nobody has the lease of taken: whoever starts it polls.");
    SERVERS.assertLeft();
  }

  @Thorough
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "position usul            | no relay \"usul\"; did you mean \"usual\"?",
        "position --set beginning | --set needs the relay's name",
        "position usual --yes     | --yes belongs to --set",
        "position usual --set 1,2 | a position is written TIMESTAMP,ID as in",
        "position usual --ste 1,2 | Unknown options: '--ste'",
        "positon                  | Did you mean: signalbox position",
        "preview usual --rows 0   | --rows takes a number from 1 to 1000",
        "takeover                 | Missing required parameter: 'RELAY'",
      })
  void whatIsTypedWronglyIsToldOnStandardError(String command, String told) throws Exception {
    try (BuiltProgram program = signalbox(relaying("usual"), command.split(" +"))) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(1);
      assertThat(program.output()).isEmpty();
      assertThat(program.errors()).anyMatch(line -> line.contains(told));
    }
  }

  @Thorough
  @Test
  void aConnectionThatFailsIsToldWithWhatToDo() throws Exception {
    ConfigurationText relay =
        ConfigurationText.empty()
            .nats(SERVERS.nats())
            .mariaDb("127.0.0.1:1/tracking", SERVERS.mariaDb().app(), "connect_timeout: 30")
            .polling("unconnected");
    try (BuiltProgram program = signalbox(relay, "position")) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(2);
      assertThat(program.output()).isEmpty();
      assertThat(program.errors())
          .anyMatch(line -> line.startsWith("signalbox: connection refused by 127.0.0.1:1"))
          .noneMatch(line -> line.contains(SERVERS.mariaDb().app().password()));
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM", "INT"})
  void aSignalEndsItAtOnceAndLeavesNothing(String signal) throws Exception {
    try (SilentListener silent = SilentListener.start()) {
      ConfigurationText relay =
          ConfigurationText.empty()
              .nats(SERVERS.nats())
              .mariaDb(
                  "127.0.0.1:%d/tracking".formatted(silent.port()),
                  SERVERS.mariaDb().app(),
                  "connect_timeout: 30")
              .polling("silent");
      try (BuiltProgram program = signalbox(relay, "position")) {
        Awaitility.await().atMost(BuiltProgram.PATIENCE).until(() -> silent.openConnections() == 1);
        program.signal(signal);

        assertThat(program.awaitExit(BuiltProgram.PROMPT)).isEqualTo(2);
        program.assertNoStackTrace();
      }
      Awaitility.await()
          .atMost(BuiltProgram.PATIENCE)
          .untilAsserted(() -> assertThat(silent.openConnections()).isZero());
    }
  }

  /** The watch of a lease is the one thing that takes seconds although nothing hangs. */
  @Thorough
  @Test
  void aSignalEndsTheWatchOfALeaseToo() throws Exception {
    SERVERS.insert(1);
    ConfigurationText relay = relaying("watched").with("lease: {ttl: 5m}\n");
    try (BuiltProgram program = BuiltProgram.headless(folder, relay)) {
      awaitRelayed(program, "watched");
      try (BuiltProgram watch = signalbox(relay, "takeover", "watched")) {
        watch.awaitError("Connected to MariaDB");
        watch.signal("INT");
        assertThat(watch.awaitExit(BuiltProgram.PROMPT)).isEqualTo(2);
        assertThat(watch.output()).isEmpty();
        watch.assertNoStackTrace();
      }
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }
    SERVERS.assertLeft();
  }
}
