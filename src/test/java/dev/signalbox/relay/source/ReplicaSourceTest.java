package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.TrialSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that becomes another server's replica while it is read. */
@Timeout(60)
class ReplicaSourceTest {
  private static final PollingSettings SETTINGS = SourceTrial.settings("DATED", "ID", "AT");

  private static void execute(MariaDbServer server, String... statements) throws SQLException {
    try (Connection connection = server.connect(server.administrator());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void whoWritesIsElsewhereFromThenOn() throws Exception {
    try (MariaDbServer server = MariaDbServer.start();
        SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      execute(
          server,
          "CREATE TABLE tracking.DATED (ID INT PRIMARY KEY,"
              + " AT DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), INDEX (AT, ID))");
      Source before = trial.open(SETTINGS);
      assertThat(before.lookback()).isEqualTo(Duration.ZERO);

      execute(
          server,
          "SET GLOBAL server_id = 7",
          "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = 1, MASTER_USER = 'nobody'",
          "START SLAVE");
      trial.pause(Duration.ofMillis(200));

      RelayException ended =
          catchThrowableOfType(RelayException.class, () -> before.page(Optional.empty()));
      assertThat(ended.recovery()).isEqualTo(RelayException.Recovery.RETRY);
      assertThat(ended.failure().message()).startsWith("the source has become a replica");
      assertThat(trial.open(SETTINGS).lookback()).isEqualTo(Duration.ofMinutes(5));
      assertThat(trial.heard.settledBy.getLast())
          .contains("the transactions of other servers cannot be seen here");
    }
  }
}
