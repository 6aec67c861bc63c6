package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.TrialSettings;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is taken of a server that has let us in: every row that can be passed on, and no more. */
@Timeout(60)
class MariaDbAnswersTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int LARGE = 15 * 1024 * 1024;

  private static MariaDbServer server;

  @BeforeAll
  static void start() throws Exception {
    server = MariaDbServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRowOf15MegabytesIsRead() throws Exception {
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.mariaDb(server))) {
      DatabaseSession session = trial.connected(DatabaseSession.class);

      int length =
          session.call(
              Deadline.in(LIMIT),
              connection -> {
                try (Statement statement = connection.createStatement();
                    ResultSet row =
                        statement.executeQuery("SELECT REPEAT('x', %d)".formatted(LARGE))) {
                  row.next();
                  return row.getString(1).length();
                }
              });

      assertThat(length).isEqualTo(LARGE);
    }
  }

  @Test
  void aPingIsNotAnsweredWithMegabytes() throws Exception {
    try (LargePings peer = new LargePings(server.port());
        EndpointTrial trial =
            new EndpointTrial(
                TrialSettings.mariaDb(
                    "127.0.0.1:%d/%s".formatted(peer.port(), MariaDbServer.DATABASE),
                    server.app().user(),
                    Secret.of(server.app().password())))) {
      var _ = trial.connected(DatabaseSession.class);

      Failure failure =
          trial.await(s -> s.state() instanceof Stale).state().failure().orElseThrow();

      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.PROTOCOL);
      assertThat(failure.message()).isEqualTo("the server announced a message of more than 64 KB");
      assertThat(peer.sent()).as("taken or on the way").isLessThan(LARGE);
    }
  }
}
