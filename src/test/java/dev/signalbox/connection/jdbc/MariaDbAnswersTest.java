package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.ServerCertificate;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.TrialCertificate;
import dev.signalbox.testing.TrialSettings;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken of a server that has let us in: every row that can be passed on, and no more. */
@Timeout(60)
class MariaDbAnswersTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int LARGE = 15 * 1024 * 1024;

  @TempDir private static Path folder;
  private static ServerCertificate certificate;
  private static MariaDbServer server;

  @BeforeAll
  static void start() throws Exception {
    certificate = TrialCertificate.createFiles(folder);
    server = MariaDbServer.start(certificate);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static EndpointTrial trial(int port, String mode) {
    DatabaseSettings settings =
        TrialSettings.mariaDb(
            "localhost:%d/%s".formatted(port, MariaDbServer.DATABASE),
            server.app().user(),
            Secret.of(server.app().password()));
    return new EndpointTrial(
        TrialSettings.withProperties(
            settings,
            Map.of("sslMode", mode, "serverSslCert", certificate.certificate().toString())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "verify-full"})
  void aRowOf15MegabytesIsRead(String mode) throws Exception {
    try (EndpointTrial trial = trial(server.port(), mode)) {
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

  @ParameterizedTest
  @ValueSource(strings = {"disable", "verify-full"})
  void aPingIsNotAnsweredWithMegabytes(String mode) throws Exception {
    try (LargePings peer = new LargePings(server.port(), certificate);
        EndpointTrial trial = trial(peer.port(), mode)) {
      var _ = trial.connected(DatabaseSession.class);

      Failure failure =
          trial.await(s -> s.state() instanceof Stale).state().failure().orElseThrow();

      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.PROTOCOL);
      assertThat(failure.message()).isEqualTo("the server announced a message of more than 64 KB");
      assertThat(peer.sent()).as("taken or on the way").isLessThan(LARGE);
    }
  }
}
