package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.testing.OracleServer;
import dev.signalbox.testing.TrialSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that Oracle folds to upper case, and those that it keeps. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.signalbox.testing.OracleServer#available")
@Timeout(120)
class OracleNamesTest {
  private final OracleServer oracle;

  OracleNamesTest(OracleServer oracle) {
    this.oracle = oracle;
  }

  private List<String> read(String table, String id, String at) throws Exception {
    try (SourceTrial trial =
        new SourceTrial(TrialSettings.oracle(oracle.url(), oracle.username(), oracle.password()))) {
      Source source = trial.open(SourceTrial.settings(table, id, at));
      return SourceTrial.ids(SourceTrial.read(source, Optional.empty()));
    }
  }

  private void createTable(String name, String id, String at) throws SQLException {
    oracle.createTable(
        name, "%s NUMBER(9) PRIMARY KEY, %s TIMESTAMP(6) NOT NULL".formatted(id, at));
    oracle.execute("INSERT INTO " + name + " VALUES (1, TIMESTAMP '2026-01-01 10:00:00')");
  }

  @Test
  void namesWithoutQuotesAreFolded() throws Exception {
    createTable("PLAIN_NAMES", "ID", "AT");
    assertThat(read("plain_names", "id", "at")).containsExactly("1");
  }

  @Test
  void namesThatNeedQuotesHaveThem() throws Exception {
    createTable("\"Mixed-Case\"", "\"the Id\"", "\"1st\"");
    assertThat(read("Mixed-Case", "the Id", "1st")).containsExactly("1");
    createTable("\"MixedCase\"", "\"myId\"", "\"At\"");
    assertThat(read("\"MixedCase\"", "myid", "at")).containsExactly("1");
    createTable("\"Share%\"", "\"%s\"", "\"100%d\"");
    assertThat(read("Share%", "%s", "100%d")).containsExactly("1");
  }

  @Test
  void anIdMayBeOfNationalCharacters() throws Exception {
    oracle.createTable(
        "NATIONAL", "ID NVARCHAR2(9) PRIMARY KEY, AT TIMESTAMP(6) DEFAULT SYSTIMESTAMP NOT NULL");
    for (String id : List.of("ä", "Ω", "č", "漢", "🚂", "z")) {
      oracle.execute(
          "INSERT INTO NATIONAL VALUES ('%s', TIMESTAMP '2026-01-01 10:00:00')".formatted(id));
    }
    assertThat(read("NATIONAL", "ID", "AT"))
        .hasSize(6)
        .containsExactlyInAnyOrder("ä", "Ω", "č", "漢", "🚂", "z");
  }

  @Test
  void theVeryNameCountsBeforeOneThatDiffersInCase() throws Exception {
    oracle.createTable(
        "TWO_IDS",
        "\"Id\" NUMBER(9) PRIMARY KEY, \"ID\" NUMBER(9) NOT NULL UNIQUE, AT TIMESTAMP(6) NOT NULL");
    oracle.execute("INSERT INTO TWO_IDS VALUES (1, 2, TIMESTAMP '2026-01-01 10:00:00')");
    assertThat(read("TWO_IDS", "Id", "AT")).containsExactly("1");
    assertThat(read("TWO_IDS", "ID", "AT")).containsExactly("2");
    RelayException refused =
        catchThrowableOfType(RelayException.class, () -> read("TWO_IDS", "id", "AT"));
    assertThat(refused.failure().message()).contains("several columns that id may mean");
  }
}
