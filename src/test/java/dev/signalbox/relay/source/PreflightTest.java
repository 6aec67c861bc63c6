package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.TrialSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table whose rows would be lost or slow to find is told before the first page. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightTest {
  private static final PollingSettings SETTINGS = SourceTrial.settings("TABLED", "ID", "AT");

  private MariaDbServer server;
  private SourceTrial trial;

  @BeforeAll
  void start() throws Exception {
    server = MariaDbServer.start();
    ServerZone.set(server, "+00:00");
    trial = new SourceTrial(TrialSettings.mariaDb(server));
  }

  @AfterAll
  void stop() throws Exception {
    trial.close();
    server.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Source open(PollingSettings settings) throws RelayException {
    trial.heard.remarks.clear();
    trial.heard.settledBy.clear();
    return trial.open(settings);
  }

  private Failure refusal(PollingSettings settings) {
    return catchThrowableOfType(RelayException.class, () -> open(settings)).failure();
  }

  /** The statement that the failure names makes the table one that is read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ID INT NOT NULL, AT DATETIME(6) NOT NULL, INDEX (AT, ID)   | ID is not unique",
        "ID INT, AT DATETIME(6) NOT NULL, UNIQUE (AT, ID)           | ID may be NULL",
        "ID INT PRIMARY KEY, AT DATETIME(6), INDEX (AT)             | AT may be NULL",
        "ID VARCHAR(9) COLLATE utf8mb4_general_ci PRIMARY KEY, AT DATETIME(6) NOT NULL, INDEX (AT)"
            + " | ID is compared by utf8mb4_general_ci",
        "ID VARCHAR(9) COLLATE uca1400_ai_cs PRIMARY KEY, AT DATETIME(6) NOT NULL, INDEX (AT)"
            + " | ID is compared by utf8mb4_uca1400_ai_cs",
        "ID ENUM('b', 'a') COLLATE utf8mb4_bin NOT NULL, AT DATETIME NOT NULL, UNIQUE (AT, ID)"
            + " | ID is ENUM, which is not ordered as it is compared",
        "ID SET('b', 'a'), AT DATETIME NOT NULL, UNIQUE (AT, ID)             | ID is SET, which",
        "ID VARBINARY(9) NOT NULL, N INT, AT DATETIME NOT NULL, UNIQUE (ID, N), INDEX (AT, ID)"
            + " | ID is VARBINARY",
        "ID INT INVISIBLE AUTO_INCREMENT PRIMARY KEY, AT DATETIME NOT NULL, INDEX (AT, ID)"
            + " | ID is INVISIBLE",
        "ID INT PRIMARY KEY, AT DATETIME INVISIBLE NOT NULL DEFAULT NOW(), KEY (AT, ID)"
            + " | AT is INVISIBLE",
        "N INT PRIMARY KEY, AT DATETIME NOT NULL, INDEX (AT, N)     | the table has no column ID",
      })
  void whatWouldLoseRowsIsRefusedWithTheStatementThatMendsIt(String columns, String complaint)
      throws Exception {
    execute("CREATE OR REPLACE TABLE TABLED (" + columns + ")");

    Failure failure = refusal(SETTINGS);

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.message()).contains(complaint);
    if (failure.nextStep().startsWith("To mend that: ")) {
      execute(failure.nextStep().substring("To mend that: ".length()));
      Source source = open(SETTINGS);
      assertThat(source.page(Optional.empty()).rows()).isEmpty();
      assertThat(trial.heard.remarks).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ID INT PRIMARY KEY, AT DATETIME(6) NOT NULL, INDEX (AT, ID)",
        "ID INT PRIMARY KEY, AT DATETIME(6) NOT NULL, INDEX (AT)",
        "ID INT NOT NULL, AT DATETIME(6) NOT NULL, PRIMARY KEY (AT, ID)",
        "ID VARCHAR(9) COLLATE utf8mb4_bin UNIQUE NOT NULL, AT TIMESTAMP(6) NOT NULL, KEY (AT, ID)",
        "ID UUID PRIMARY KEY, AT DATETIME(6) NOT NULL, INDEX (AT)",
      })
  void whatIsSoundIsReadWithoutAWord(String columns) throws Exception {
    execute("CREATE OR REPLACE TABLE TABLED (" + columns + ")");

    assertThat(open(SETTINGS).page(Optional.empty()).rows()).isEmpty();
    assertThat(trial.heard.remarks).isEmpty();
  }

  @Test
  void aMissingIndexIsRemarkedWithTheStatementThatMakesIt() throws Exception {
    execute("CREATE OR REPLACE TABLE TABLED (ID INT PRIMARY KEY, AT DATETIME(6) NOT NULL)");

    assertThat(open(SETTINGS).page(Optional.empty()).rows()).isEmpty();
    String remark = trial.heard.remarks.getFirst();
    assertThat(remark).startsWith("no index begins with (AT, ID)");
    execute(remark.substring(remark.indexOf("CREATE INDEX")));
    var _ = open(SETTINGS);
    assertThat(trial.heard.remarks).isEmpty();
  }

  @Test
  void ofAViewItIsSaidThatItIsNotChecked() throws Exception {
    execute("CREATE OR REPLACE TABLE TABLED (ID INT PRIMARY KEY, AT DATETIME(6) NOT NULL)");
    execute("CREATE OR REPLACE VIEW VIEWED AS SELECT * FROM TABLED");

    assertThat(open(SourceTrial.settings("VIEWED", "ID", "AT")).page(Optional.empty()).rows())
        .isEmpty();
    assertThat(trial.heard.remarks).containsExactly("unchecked");
  }

  /** Nobody knows whether texts are there that are equal by it. */
  @Test
  void anInexactCollationOfAViewsIdIsRemarked() throws Exception {
    execute(
        "CREATE OR REPLACE TABLE TABLED (ID VARCHAR(9) COLLATE utf8mb4_general_ci PRIMARY KEY,"
            + " AT DATETIME(6) NOT NULL)");
    execute("CREATE OR REPLACE VIEW VIEWED AS SELECT ID, AT FROM TABLED");
    var _ = open(SourceTrial.settings("VIEWED", "ID", "AT"));
    String advice = "`ID` COLLATE utf8mb4_bin AS `ID`";
    assertThat(trial.heard.remarks)
        .containsExactly(
            "unchecked",
            "column ID is compared by utf8mb4_general_ci, for which texts are equal that are not"
                + " the same: of two such rows of one timestamp one may be lost; if there may be"
                + " such, have the view give "
                + advice);

    execute("CREATE OR REPLACE VIEW VIEWED AS SELECT " + advice + ", AT FROM TABLED");
    var _ = open(SourceTrial.settings("VIEWED", "ID", "AT"));
    assertThat(trial.heard.remarks).containsExactly("unchecked");
  }

  @Test
  void aViewsIdThatIsNotOrderedAsItIsComparedIsRefused() throws Exception {
    execute("CREATE OR REPLACE TABLE TABLED (ID ENUM('b', 'a') PRIMARY KEY, AT DATETIME NOT NULL)");
    execute("INSERT INTO TABLED VALUES ('a', '2026-01-01'), ('b', '2026-01-01')");
    execute("CREATE OR REPLACE VIEW VIEWED AS SELECT ID, AT FROM TABLED");
    PollingSettings byOne = SourceTrial.settings("VIEWED", "ID", "AT", 1);

    Failure failure = refusal(byOne);
    assertThat(failure.message()).startsWith("column ID is ENUM, which is not ordered");
    String advice = failure.nextStep().replace("Have the view give ", "").replaceFirst("\\.$", "");
    execute("CREATE OR REPLACE VIEW VIEWED AS SELECT " + advice + ", AT FROM TABLED");
    assertThat(SourceTrial.ids(SourceTrial.read(open(byOne), Optional.empty())))
        .containsExactly("a", "b");
  }

  @Test
  void rowsOfAViewThatNoPageComesToAreCounted() throws Exception {
    execute("CREATE OR REPLACE TABLE TABLED (ID INT PRIMARY KEY, AT DATETIME(6) NULL)");
    execute("CREATE OR REPLACE VIEW VIEWED AS SELECT * FROM TABLED");
    execute("INSERT INTO TABLED SELECT seq, NULL FROM seq_1_to_3");
    execute("INSERT INTO TABLED VALUES (4, '2026-01-01 10:00:00')");

    Source source = open(SourceTrial.settings("VIEWED", "ID", "AT"));
    source.tellKeyless();
    assertThat(source.page(Optional.empty()).rows()).hasSize(1);
    assertThat(trial.heard.remarks)
        .containsExactly(
            "unchecked",
            "3 rows of VIEWED have no timestamp or no id, and are never relayed; have the view"
                + " leave such rows out, or give them both");

    execute("INSERT INTO TABLED SELECT seq, NULL FROM seq_5_to_2000");
    trial.heard.remarks.clear();
    source.tellKeyless();
    assertThat(trial.heard.remarks.getLast()).startsWith("at least 1000 rows of VIEWED have");
  }

  @Test
  void rowsOfAViewWithoutAnIdAreCountedAndPassedBy() throws Exception {
    execute("CREATE OR REPLACE TABLE TABLED (ID INT NULL, AT DATETIME(6) NULL)");
    execute("CREATE OR REPLACE VIEW VIEWED AS SELECT * FROM TABLED");
    execute("INSERT INTO TABLED VALUES (NULL, '2026-01-01 09:00:00')");
    Source source = open(SourceTrial.settings("VIEWED", "ID", "AT"));
    assertThat(source.page(Optional.empty()).rows()).isEmpty();
    assertThat(source.hasRows(Optional.empty())).isFalse();

    execute("INSERT INTO TABLED SELECT seq, '2026-01-01 10:00:00' FROM seq_1_to_7");
    execute("INSERT INTO TABLED VALUES (NULL, '2026-01-01 11:00:00')");
    execute("INSERT INTO TABLED VALUES (NULL, NULL)");
    execute("INSERT INTO TABLED VALUES (8, '2026-01-01 12:00:00')");

    List<SourceRow> rows = SourceTrial.read(source, Optional.empty());
    assertThat(SourceTrial.ids(rows)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    Position last = rows.getLast().position();
    assertThat(source.latecomers().keys(Stretch.of(Optional.empty(), last)).rows()).hasSize(8);
    assertThat(source.count(Optional.empty(), last, 100)).isEqualTo(8);
    assertThat(source.waiting(Optional.empty(), 100).rows()).isEqualTo(8);
    execute("DELETE FROM TABLED WHERE ID = 8");
    assertThat(source.hasRows(Optional.of(rows.get(6).position()))).isFalse();
    source.tellKeyless();
    assertThat(trial.heard.remarks.getLast())
        .startsWith("3 rows of VIEWED have no timestamp or no id, and are never relayed");
  }

  @Test
  void rowsThatTheDatabaseDatesWaitForNobody() throws Exception {
    execute(
        "CREATE OR REPLACE TABLE TABLED (ID INT PRIMARY KEY,"
            + " AT DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), INDEX (AT))");
    var _ = open(SETTINGS);
    assertThat(trial.heard.settledBy)
        .containsExactly("up to the oldest open transaction, less 20ms");

    execute("CREATE OR REPLACE TABLE TABLED (ID INT PRIMARY KEY, AT DATETIME NOT NULL, KEY (AT))");
    var _ = open(SETTINGS);
    assertThat(trial.heard.settledBy).containsExactly("up to the oldest open transaction, less 2s");

    // A default of fewer digits dates a row too early.
    execute(
        "CREATE OR REPLACE TABLE TABLED (ID INT PRIMARY KEY,"
            + " AT DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), INDEX (AT))");
    var _ = open(SETTINGS);
    assertThat(trial.heard.settledBy).containsExactly("up to the oldest open transaction, less 2s");
  }

  /** Its transactions, if it has any, are in no list of the server. */
  @Test
  void whoWritesByAnotherEngineIsNotSeen() throws Exception {
    execute(
        "CREATE OR REPLACE TABLE TABLED (ID INT PRIMARY KEY,"
            + " AT DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), INDEX (AT, ID)) ENGINE=Aria");
    Source source = open(SETTINGS);
    assertThat(trial.heard.settledBy)
        .containsExactly(
            "when they are 2s old, because who writes by the table's engine, Aria, cannot be seen");
    assertThat(source.lookback()).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`with-dash`     | with-dash          | `the id`  | the id | `1st`    | 1st",
        "`Größe`         | Größe              | `ID`      | id     | `Ät`     | Ät",
        "`a.b`           | \"a.b\"            | `x.y`     | x.y    | `t;drop` | t;drop",
        "`a\"b`          | `a\"b`             | `id`      | ID     | `At`     | \"At\"",
        "tracking.`9nine`| tracking.9nine     | `i``d`    | ID_    | `At`     | at",
        "`share%`        | share%             | `%s`      | %s     | `100%d`  | 100%d",
      })
  void anyNameThatThereIsCanBeWritten(
      String table, String written, String id, String idWritten, String at, String atWritten)
      throws Exception {
    String idColumn = idWritten.equals("ID_") ? "`ID_`" : id;
    execute("DROP TABLE IF EXISTS " + table);
    execute(
        "CREATE TABLE %s (%s INT PRIMARY KEY, %s DATETIME(6) NOT NULL, INDEX (%s))"
            .formatted(table, idColumn, at, at));
    execute("INSERT INTO %s VALUES (1, '2026-01-01'), (2, '2026-01-02')".formatted(table));

    Source source = open(SourceTrial.settings(written, idWritten, atWritten));

    List<SourceRow> rows = SourceTrial.read(source, Optional.empty());
    assertThat(SourceTrial.ids(rows)).containsExactly("1", "2");
    assertThat(trial.heard.remarks).isEmpty();
    Position last = rows.getLast().position();
    assertThat(
            source
                .latecomers()
                .keys(Stretch.of(Optional.of(rows.getFirst().position()), last))
                .rows())
        .containsExactly(last);
  }
}
