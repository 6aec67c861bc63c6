package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.testing.BrokenCredentials;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import dev.signalbox.testing.UndisturbedScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver that fails by an error which is no exception, and forgets what it has opened. */
@Timeout(60)
class DriverErrorTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String ABORTED = "SHOW GLOBAL STATUS LIKE 'Aborted_connects'";

  @Test
  void nothingOfTheConnectStaysOpen() throws Exception {
    try (MariaDbServer server = MariaDbServer.start();
        Connection beside = server.connect(server.administrator());
        DriverThreads threads = DriverThreads.create()) {
      long before = aborted(beside);
      DatabaseSettings settings =
          TrialSettings.withProperties(
              TrialSettings.mariaDb(server), Map.of("credentialType", "BROKEN"));
      DatabaseConnector connector =
          new DatabaseConnector(settings, "broken", PasswordPrompt.unavailable(), threads);

      assertThatThrownBy(() -> connector.open(new UndisturbedScope(Deadline.in(LIMIT))))
          .hasStackTraceContaining(BrokenCredentials.BrokenError.class.getName());

      await().atMost(LIMIT).untilAsserted(() -> assertThat(aborted(beside)).isGreaterThan(before));
      beside.close();
      Leftovers.assertNoSocketTo(server.port());
    }
  }

  /** How often the server was left in the middle of a login. */
  private static long aborted(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ABORTED)) {
      row.next();
      return row.getLong(2);
    }
  }
}
