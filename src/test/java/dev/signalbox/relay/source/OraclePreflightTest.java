package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.testing.OracleServer;
import dev.signalbox.testing.TrialSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An Oracle's table whose rows would be lost or slow to find is told before the first page. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.signalbox.testing.OracleServer#available")
@Timeout(120)
class OraclePreflightTest {
  private static final String TABLE = "TABLED";

  private final OracleServer oracle;

  OraclePreflightTest(OracleServer oracle) {
    this.oracle = oracle;
  }

  private SourceTrial trial() throws Exception {
    return new SourceTrial(
        TrialSettings.oracle(oracle.url(), oracle.username(), oracle.password()));
  }

  private static Source open(SourceTrial trial) throws RelayException {
    return trial.open(SourceTrial.settings(TABLE, "ID", "AT"));
  }

  private void refusedUntilMended(String columns, String complaint) throws Exception {
    oracle.createTable(TABLE, columns);
    try (SourceTrial trial = trial()) {
      Failure failure = catchThrowableOfType(RelayException.class, () -> open(trial)).failure();

      assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
      assertThat(failure.message()).contains(complaint);
      assertThat(failure.nextStep()).startsWith("To mend that: ");
      oracle.execute(failure.nextStep().substring("To mend that: ".length()));
      assertThat(open(trial).page(Optional.empty()).rows()).isEmpty();
    }
  }

  @Test
  void whatWouldLoseRowsIsRefusedWithTheStatementThatMendsIt() throws Exception {
    refusedUntilMended("ID NUMBER(9) NOT NULL, AT TIMESTAMP(6) NOT NULL", "ID is not unique");
    refusedUntilMended(
        "ID NUMBER(9) NOT NULL, AT TIMESTAMP(6) NOT NULL, N NUMBER, UNIQUE (ID, N)",
        "ID is not unique");
    refusedUntilMended("ID NUMBER(9), AT TIMESTAMP(6) NOT NULL, UNIQUE (AT, ID)", "ID may be NULL");
    refusedUntilMended("ID NUMBER(9) PRIMARY KEY, AT TIMESTAMP(6)", "AT may be NULL");
    refusedUntilMended("ID VARCHAR2(9) PRIMARY KEY, AT DATE", "AT may be NULL");
  }

  /** The driver gives such a value once, as a stream, and a page's query may not have it at all. */
  @Test
  void whatCannotBeReadByPagesIsRefusedWithTheWayOut() throws Exception {
    String key = "ID NUMBER(9) PRIMARY KEY, AT TIMESTAMP(6) NOT NULL, ";
    assertLongIsRefused(
        key + "NOTE LONG", "column NOTE is LONG, which cannot be read page by page");
    assertLongIsRefused(key + "SCAN LONG RAW, N NUMBER", "column SCAN is LONG RAW, which");
  }

  @Test
  void aKeyThatIsInNoRowIsRefusedByName() throws Exception {
    oracle.createTable(TABLE, "ID NUMBER(9) INVISIBLE, N NUMBER(9), AT TIMESTAMP(6) NOT NULL");
    try (SourceTrial trial = trial()) {
      Failure failure = catchThrowableOfType(RelayException.class, () -> open(trial)).failure();
      assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
      assertThat(failure.message()).startsWith("column ID is INVISIBLE");
    }
  }

  private void assertLongIsRefused(String columns, String complaint) throws Exception {
    oracle.createTable(TABLE, columns);
    try (SourceTrial trial = trial()) {
      Failure failure = catchThrowableOfType(RelayException.class, () -> open(trial)).failure();

      assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
      assertThat(failure.message()).startsWith(complaint);
      assertThat(failure.nextStep()).startsWith("Relay a view without that column; or, to mend");
      oracle.execute(failure.nextStep().substring(failure.nextStep().indexOf("ALTER TABLE")));
    }
    try (SourceTrial trial = trial()) {
      assertThat(open(trial).page(Optional.empty()).rows()).isEmpty();
    }
  }

  /** The driver tells the language of the locale when it logs in. */
  @Test
  @DefaultLocale("de-DE")
  void textsInTheOrderOfALanguageAreRefused() throws Exception {
    oracle.createTable(TABLE, "ID VARCHAR2(9) PRIMARY KEY, AT TIMESTAMP(6) NOT NULL");
    try (SourceTrial trial = trial()) {
      Failure failure = catchThrowableOfType(RelayException.class, () -> open(trial)).failure();
      assertThat(failure.message()).contains("NLS_SORT is GERMAN");
      assertThat(failure.nextStep()).contains("-Duser.language=en");
    }
    oracle.createTable(TABLE, "ID NUMBER(9) PRIMARY KEY, AT TIMESTAMP(6) NOT NULL");
    try (SourceTrial trial = trial()) {
      assertThat(open(trial).page(Optional.empty()).rows()).isEmpty();
    }
  }

  @Test
  void aMissingIndexIsRemarkedWithTheStatementThatMakesIt() throws Exception {
    oracle.createTable(TABLE, "ID NUMBER(9) PRIMARY KEY, AT TIMESTAMP(6) NOT NULL");
    try (SourceTrial trial = trial()) {
      var _ = open(trial);
      String remark = trial.heard.remarks.getFirst();
      assertThat(remark).startsWith("no index begins with (AT, ID)");

      oracle.execute(remark.substring(remark.indexOf("CREATE INDEX")));
      trial.heard.remarks.clear();
      var _ = open(trial);
      assertThat(trial.heard.remarks).isEmpty();
    }
  }

  @Test
  void ofAViewItIsSaidThatItIsNotChecked() throws Exception {
    oracle.createTable(TABLE, "ID NUMBER(9) PRIMARY KEY, AT TIMESTAMP(6) NOT NULL");
    oracle.execute("CREATE OR REPLACE VIEW VIEWED AS SELECT * FROM " + TABLE);
    try (SourceTrial trial = trial()) {
      var _ = trial.open(SourceTrial.settings("VIEWED", "ID", "AT"));
      assertThat(trial.heard.remarks).containsExactly("unchecked");
    } finally {
      oracle.execute("DROP VIEW VIEWED");
    }
  }

  @Test
  void rowsOfAViewThatNoPageComesToAreCounted() throws Exception {
    oracle.createTable(TABLE, "ID NUMBER(9), AT TIMESTAMP(6)");
    oracle.execute("INSERT INTO " + TABLE + " VALUES (1, NULL)");
    oracle.execute("INSERT INTO " + TABLE + " VALUES (2, TIMESTAMP '2026-01-01 10:00:00')");
    oracle.execute("INSERT INTO " + TABLE + " VALUES (NULL, TIMESTAMP '2026-01-01 11:00:00')");
    oracle.execute("INSERT INTO " + TABLE + " VALUES (3, TIMESTAMP '2026-01-01 12:00:00')");
    oracle.execute("CREATE OR REPLACE VIEW VIEWED AS SELECT * FROM " + TABLE);
    try (SourceTrial trial = trial()) {
      Source source = trial.open(SourceTrial.settings("VIEWED", "ID", "AT"));
      source.tellKeyless();
      assertThat(trial.heard.remarks.getLast())
          .startsWith("2 rows of VIEWED have no timestamp or no id, and are never relayed");
      assertThat(SourceTrial.ids(SourceTrial.read(source, Optional.empty())))
          .containsExactly("2", "3");
    } finally {
      oracle.execute("DROP VIEW VIEWED");
    }
  }

  /** A default of whole seconds dates a row too early for a column of microseconds. */
  @Test
  void rowsThatTheDatabaseDatesWaitForNobody() throws Exception {
    assertThat(settledBy("TIMESTAMP(6) DEFAULT SYSTIMESTAMP")).allMatch(by -> by.endsWith("20ms"));
    assertThat(settledBy("DATE DEFAULT SYSDATE")).allMatch(by -> by.endsWith("20ms"));
    assertThat(settledBy("TIMESTAMP(6) DEFAULT SYSDATE")).allMatch(by -> by.endsWith("2s"));
    assertThat(settledBy("TIMESTAMP(6)")).allMatch(by -> by.endsWith("2s"));
  }

  private List<String> settledBy(String timestamp) throws Exception {
    oracle.createTable(TABLE, "ID NUMBER(9) PRIMARY KEY, AT %s NOT NULL".formatted(timestamp));
    try (SourceTrial trial = trial()) {
      var _ = open(trial);
      assertThat(trial.heard.settledBy).hasSize(1);
      return List.copyOf(trial.heard.settledBy);
    }
  }
}
