package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.testing.TrialSettings;
import dev.signalbox.testing.UndisturbedScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an attempt had left of its time when it made a pool is nothing to the pool. */
class PoolConnectLimitTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void aPoolConnectsWithTheWholeTimeout() throws Exception {
    try (MariaDbServer server = MariaDbServer.start();
        DriverThreads threads = DriverThreads.create()) {
      DatabaseSettings settings = TrialSettings.mariaDb(server);
      Deadline almostPassed = Deadline.in(settings.connectTimeout().dividedBy(2));
      DatabaseSession session =
          new DatabaseConnector(settings, "trial", PasswordPrompt.unavailable(), threads)
              .open(new UndisturbedScope(almostPassed));

      int limit =
          session.call(
              Deadline.in(LIMIT), _ -> session.call(Deadline.in(LIMIT), this::connectTimeout));

      assertThat(Duration.ofMillis(limit)).isGreaterThan(almostPassed.allowed().plusSeconds(1));
      session.close(Deadline.in(LIMIT), true);
    }
  }

  /** Of a second connection: the first one was the attempt's own. */
  private int connectTimeout(Connection connection) throws SQLException {
    return connection
        .unwrap(org.mariadb.jdbc.Connection.class)
        .getContext()
        .getConf()
        .connectTimeout();
  }
}
