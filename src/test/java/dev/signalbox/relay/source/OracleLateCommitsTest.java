package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.OracleServer;
import dev.signalbox.testing.TrialSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The same for Oracle, through its own driver. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.signalbox.testing.OracleServer#available")
@Timeout(120)
class OracleLateCommitsTest {
  private static final PollingSettings SETTINGS =
      SourceTrial.dated(
          new TimestampSettings(
              Optional.empty(), Optional.of(Duration.ofMillis(20)), Optional.empty()),
          SourceTrial.settings("DATED_ROWS", "ID", "AT"));

  private final OracleServer oracle;

  OracleLateCommitsTest(OracleServer oracle) {
    this.oracle = oracle;
  }

  @BeforeEach
  void createTable() throws SQLException {
    oracle.createTable("DATED_ROWS", "ID NUMBER(9) PRIMARY KEY, AT TIMESTAMP(6) NOT NULL");
    oracle.execute("CREATE INDEX DATED_ROWS_POSITION ON DATED_ROWS (AT, ID)");
  }

  private SourceTrial trial() throws Exception {
    return new SourceTrial(
        TrialSettings.oracle(oracle.url(), oracle.username(), oracle.password()));
  }

  private static void insert(Connection connection, int id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO DATED_ROWS VALUES (" + id + ", SYSTIMESTAMP)");
    }
  }

  @Test
  void anOpenTransactionHoldsBackWhatIsYounger() throws Exception {
    try (SourceTrial trial = trial();
        Connection slow = oracle.connect();
        Connection quick = oracle.connect()) {
      SourceReader reader = new SourceReader(trial, SETTINGS);
      slow.setAutoCommit(false);
      insert(slow, 1);
      insert(quick, 2);
      for (int i = 0; i < 10; i++) {
        reader.cycle();
      }
      assertThat(reader.ids()).isEmpty();

      slow.commit();
      reader.readUntil(() -> reader.ids().size() == 2);
      assertThat(reader.ids()).containsExactly("1", "2");
      assertThat(trial.heard.settledBy)
          .containsExactly("up to the oldest open transaction, less 20ms");
    }
  }

  @Test
  void whatWasRolledBackHoldsNothing() throws Exception {
    try (SourceTrial trial = trial();
        Connection slow = oracle.connect();
        Connection quick = oracle.connect()) {
      SourceReader reader = new SourceReader(trial, SETTINGS);
      slow.setAutoCommit(false);
      insert(slow, 1);
      slow.rollback();
      insert(quick, 2);
      reader.readUntil(() -> !reader.ids().isEmpty());
      assertThat(reader.ids()).containsExactly("2");
    }
  }
}
