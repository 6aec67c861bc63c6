package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.testing.BrokenCredentials;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import dev.signalbox.testing.UndisturbedScope;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver that fails by an error which is no exception, and forgets what it has opened. */
@Timeout(60)
class DriverErrorTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @Test
  void nothingOfTheConnectStaysOpen() throws Exception {
    try (MariaDbServer server = MariaDbServer.start();
        DriverThreads threads = DriverThreads.create()) {
      DatabaseSettings settings =
          TrialSettings.withProperties(
              TrialSettings.mariaDb(server), Map.of("credentialType", "BROKEN"));
      DatabaseConnector connector =
          new DatabaseConnector(settings, "broken", PasswordPrompt.unavailable(), threads);

      assertThatThrownBy(() -> connector.open(new UndisturbedScope(Deadline.in(LIMIT))))
          .hasStackTraceContaining(BrokenCredentials.BrokenError.class.getName());

      // At once: later the garbage collector closes what is forgotten.
      assertThat(Leftovers.socketsTo(server.port())).isEmpty();
    }
  }
}
