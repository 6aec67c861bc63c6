package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.ServerCertificate;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialCertificate;
import dev.signalbox.testing.TrialSettings;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MariaDB through TLS, with whom to trust told by the driver's own properties. */
@Timeout(60)
class MariaDbTlsTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

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

  private static EndpointTrial trial(String host, Map<String, String> properties) {
    DatabaseSettings settings =
        TrialSettings.mariaDb(
            host + ":" + server.port() + "/" + MariaDbServer.DATABASE,
            server.app().user(),
            Secret.of(server.app().password()));
    return new EndpointTrial(TrialSettings.withProperties(settings, properties));
  }

  private static Map<String, String> trusting(ServerCertificate shown) {
    return Map.of("sslMode", "verify-full", "serverSslCert", shown.certificate().toString());
  }

  @Test
  void aTrustedServerIsConnectedToAndLeft() throws Exception {
    try (EndpointTrial trial = trial("localhost", trusting(certificate))) {
      String cipher =
          trial
              .connected(DatabaseSession.class)
              .call(
                  Deadline.in(LIMIT),
                  connection -> {
                    try (Statement statement = connection.createStatement();
                        ResultSet rows =
                            statement.executeQuery("SHOW SESSION STATUS LIKE 'Ssl_cipher'")) {
                      rows.next();
                      return rows.getString(2);
                    }
                  });
      assertThat(cipher).isNotEmpty();
      trial.disconnected();
      Leftovers.assertNoSocketTo(server.port());
    }
  }

  /** Without a certificate to compare with, knowing the password's hash would be proof enough. */
  @Test
  void aServerThatShowsAnotherCertificateIsATlsFailure(@TempDir Path elsewhere) throws Exception {
    ServerCertificate other = TrialCertificate.createFiles(elsewhere);
    try (EndpointTrial trial = trial("localhost", trusting(other))) {
      Failure failure = trial.failed();
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
      Leftovers.assertNoSocketTo(server.port());
    }
  }
}
