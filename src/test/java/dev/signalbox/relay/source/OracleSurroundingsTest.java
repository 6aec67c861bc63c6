package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.source.horizon.HostOffset;
import dev.signalbox.relay.source.horizon.TimeDomain;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.TrialSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An Oracle that is a standby, or has several instances, or a host whose clock is set back: only
 * the stand-in can be made to be one.
 */
@Timeout(120)
class OracleSurroundingsTest {
  private static final String USER = "CONTRACT";
  private static final String PASSWORD = "Signal_box1";
  private static final PollingSettings SETTINGS = SourceTrial.settings("DATED_ROWS", "ID", "AT");

  private OracleStandIn oracle;
  private SourceTrial trial;

  @BeforeEach
  void start() throws Exception {
    oracle = OracleStandIn.builder().user(USER, PASSWORD).verifier11g().start();
    createTable("TIMESTAMP(6) DEFAULT SYSTIMESTAMP NOT NULL");
    trial = new SourceTrial(TrialSettings.oracle(oracle.url(), USER, Secret.of(PASSWORD)));
  }

  @AfterEach
  void stop() throws Exception {
    trial.close();
    oracle.close();
  }

  private void createTable(String timestamp) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:oracle:thin:@" + oracle.url(), USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE DATED_ROWS(ID NUMBER(9) PRIMARY KEY, AT " + timestamp + ")");
      statement.execute("CREATE INDEX DATED_ROWS_POSITION ON DATED_ROWS (AT, ID)");
    }
  }

  /** The stand-in's clock is that of the session's zone. */
  private void setOffset(int hours) throws Exception {
    String zone = ZoneOffset.ofHours(hours).getId().replace("Z", "+00:00");
    trial.database.series(
        trial.database.calls().limits().preparation(),
        statements -> {
          statements.execute("ALTER SESSION SET TIME_ZONE = '" + zone + "'");
          return Optional.empty();
        });
  }

  @Test
  void theWritersOfAStandbyAreElsewhere() throws Exception {
    Source primary = trial.open(SETTINGS);
    assertThat(primary.lookback()).isEqualTo(Duration.ZERO);

    oracle.execute(
        "CREATE OR REPLACE VIEW SYS.V$DATABASE AS SELECT 'STANDIN' NAME,"
            + " 'PHYSICAL STANDBY' DATABASE_ROLE FROM DUAL");
    Source standby = trial.open(SETTINGS);

    assertThat(trial.heard.settledBy)
        .containsExactly(
            "up to the oldest open transaction, less 20ms",
            "when they are 2s old, because the transactions of other servers cannot be seen here");
    assertThat(standby.lookback()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void severalInstancesHaveSeveralClocks() throws Exception {
    oracle.execute(
        "CREATE OR REPLACE VIEW SYS.GV$SESSION AS SELECT 1 INST_ID, S.* FROM SYS.V$SESSION S"
            + " UNION ALL SELECT 2, S.* FROM SYS.V$SESSION S");
    var _ = trial.open(SETTINGS);
    var _ =
        trial.open(
            SourceTrial.dated(
                new TimestampSettings(
                    Optional.empty(), Optional.of(Duration.ofMillis(50)), Optional.empty()),
                SETTINGS));
    assertThat(trial.heard.settledBy)
        .containsExactly(
            "up to the oldest open transaction, less 2s",
            "up to the oldest open transaction, less 50ms");
  }

  /** Half a second more, and rows of that second would be read before they are settled. */
  @ParameterizedTest
  @ValueSource(ints = {-12, -5, 0, 2})
  void aHostIsAsManySecondsFromUtcAsItsClockSays(int hours) throws Exception {
    setOffset(hours);
    LocalDateTime utc = LocalDateTime.parse("2026-01-01T12:00:00.25");
    LocalDateTime local = utc.plusHours(hours);
    TimeDomain domain = new TimeDomain.OfOracle(trial.database, new HostOffset(trial.heard));
    assertThat(domain.at(utc)).isEqualTo(new TimeDomain.Moment(local, local));
  }

  @Test
  void aClockThatMayBeSetBackIsToldAndSoIsThatItWas() throws Exception {
    setOffset(0);
    var _ = trial.open(SETTINGS);
    assertThat(trial.heard.remarks).isEmpty();

    setOffset(2);
    Source source = trial.open(SETTINGS);
    assertThat(trial.heard.remarks)
        .containsExactly(
            "column AT is taken for the server's local time, which is not UTC; an Oracle does not"
                + " tell when its clock is set back, so rows of an hour that is repeated may be"
                + " lost: set polling.timestamp_zone");
    var _ = trial.open(SourceTrial.in(ZoneOffset.ofHours(2), SETTINGS));
    assertThat(trial.heard.remarks).hasSize(1);

    trial.heard.remarks.clear();
    assertThat(source.page(Optional.empty()).rows()).isEmpty();
    setOffset(1);
    assertThat(source.page(Optional.empty()).rows()).isEmpty();
    assertThat(source.page(Optional.empty()).rows()).isEmpty();
    List<String> remarks = trial.heard.remarks;
    assertThat(remarks).hasSize(1);
    assertThat(remarks.getFirst())
        .startsWith(
            "the local time of the source's server was set back by 60 minutes: rows dated from 20")
        .contains("signalbox verify");
  }
}
