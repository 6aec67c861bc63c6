package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.ServerCertificate;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.DatabaseTls;
import dev.signalbox.settings.DatabaseTls.ClientCertificate;
import dev.signalbox.settings.DatabaseTls.Mode;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialAuthority;
import dev.signalbox.testing.TrialSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS to a real MariaDB by words of our own: nothing weaker than what is said. */
@Timeout(60)
class MariaDbTlsModeTest {
  @TempDir private static Path folder;
  private static TrialAuthority authority;
  private static MariaDbServer server;
  private static MariaDbServer plainServer;

  @BeforeAll
  static void start() throws Exception {
    authority = new TrialAuthority(folder, "authority");
    server = MariaDbServer.start(authority.issue("localhost"), authority.certificate());
    plainServer = MariaDbServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    plainServer.close();
  }

  private static DatabaseTls tls(Mode mode, Optional<Path> trusted) {
    return new DatabaseTls(
        Optional.of(mode), trusted, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static DatabaseTls withClient(ServerCertificate client) throws Exception {
    return new DatabaseTls(
        Optional.empty(),
        Optional.of(authority.certificate()),
        Optional.of(new ClientCertificate(client.certificate(), client.key())),
        Optional.empty(),
        Optional.empty());
  }

  private static DatabaseSettings settings(MariaDbServer to, String host, DatabaseTls tls) {
    return TrialSettings.withTls(
        TrialSettings.mariaDb(
            host + ":" + to.port() + "/" + MariaDbServer.DATABASE,
            to.app().user(),
            Secret.of(to.app().password())),
        tls);
  }

  private static Peer connected(DatabaseSettings settings) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      trial.connected(DatabaseSession.class);
      return trial.supervisor().snapshot().state().connectedTo().orElseThrow();
    }
  }

  private static Failure failed(DatabaseSettings settings) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      Failure failure = trial.failed();
      assertThat(trial.supervisor().snapshot().state()).isInstanceOf(ConnectionState.Failed.class);
      assertThat(failure.kind().isRetryable()).as(failure.details()).isFalse();
      assertThat(failure.nextStep()).doesNotContain("trust=", "sslMode");
      return failure;
    }
  }

  @Test
  void verifiedInFullIsTold() throws Exception {
    Peer peer =
        connected(
            settings(
                server, "localhost", tls(Mode.VERIFY_FULL, Optional.of(authority.certificate()))));
    assertThat(peer.address()).endsWith(":" + server.port());
    assertThat(peer.line())
        .matches(
            "MariaDB 1.+ at 127.0.0.1:\\d+, TLSv1.[23], certificate by CN=authority"
                + " until \\d{4}-\\d\\d-\\d\\d");
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void onThisMachinePlainTextIsUsedAndTold() throws Exception {
    assertThat(connected(settings(server, "127.0.0.1", DatabaseTls.NONE)).line())
        .endsWith("no TLS");
  }

  @Test
  void anAuthorityThatIsNotTrustedIsATlsFailure() throws Exception {
    Failure failure =
        failed(settings(server, "localhost", tls(Mode.VERIFY_FULL, Optional.empty())));
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
    assertThat(failure.message()).contains("certification path");
  }

  @Test
  void anotherNameIsATlsFailureUnlessOnlyTheAuthorityCounts() throws Exception {
    Optional<Path> trusted = Optional.of(authority.certificate());
    Failure failure = failed(settings(server, "127.0.0.1", tls(Mode.VERIFY_FULL, trusted)));
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
    assertThat(failure.message()).contains("127.0.0.1");

    assertThat(connected(settings(server, "127.0.0.1", tls(Mode.VERIFY_CA, trusted))).tls())
        .isPresent();
  }

  @Test
  void anExpiredCertificateIsATlsFailure() throws Exception {
    try (MariaDbServer expired = MariaDbServer.start(authority.issueExpired("expired"))) {
      Failure failure =
          failed(
              settings(
                  expired,
                  "localhost",
                  tls(Mode.VERIFY_FULL, Optional.of(authority.certificate()))));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
      assertThat(failure.message()).contains("NotAfter");
    }
  }

  @Test
  void aServerWithoutTlsIsNotSpokenToInPlainText() throws Exception {
    Failure failure =
        failed(settings(plainServer, "localhost", tls(Mode.VERIFY_FULL, Optional.empty())));
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
    assertThat(failure.nextStep()).contains("offers no TLS");
  }

  @Test
  void aServerThatInsistsOnTlsIsUnderstood() throws Exception {
    administer(server, "SET GLOBAL require_secure_transport = ON");
    try {
      Failure failure = failed(settings(server, "127.0.0.1", DatabaseTls.NONE));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
      assertThat(failure.nextStep()).contains("encrypted connections only");
    } finally {
      try (Connection connection = encrypted()) {
        execute(connection, "SET GLOBAL require_secure_transport = OFF");
      }
    }
  }

  private static Connection encrypted() throws SQLException {
    return new org.mariadb.jdbc.MariaDbDataSource(server.jdbcUrl() + "?sslMode=trust")
        .getConnection(server.administrator().user(), server.administrator().password());
  }

  @Test
  void aClientCertificateIsShownWhereTheAccountAsksForOne() throws Exception {
    administer(server, "ALTER USER app@'%' REQUIRE X509");
    try {
      assertThat(
              connected(settings(server, "localhost", withClient(authority.issue("client")))).tls())
          .isPresent();
      Failure failure =
          failed(
              settings(
                  server,
                  "localhost",
                  tls(Mode.VERIFY_FULL, Optional.of(authority.certificate()))));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.AUTHENTICATION);
      assertThat(failure.nextStep()).contains("certificate");
    } finally {
      administer(server, "ALTER USER app@'%' REQUIRE NONE");
    }
  }

  /** More than once, for the server leaves while the client still speaks. */
  @RepeatedTest(5)
  void whyAClientCertificateIsRefusedIsTold(@TempDir Path elsewhere) throws Exception {
    ServerCertificate stranger = new TrialAuthority(elsewhere, "stranger").issue("client");
    Failure failure = failed(settings(server, "localhost", withClient(stranger)));
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
    assertThat(failure.message()).contains("unknown_ca");
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void filesThatAreNotWhatTheyShouldBeAreConfigurationFailures() throws Exception {
    Path damaged = Files.writeString(folder.resolve("damaged.pem"), "no certificate");
    Failure failure =
        failed(settings(server, "localhost", tls(Mode.VERIFY_FULL, Optional.of(damaged))));
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.message()).contains("damaged.pem holds no certificate");

    ServerCertificate client = authority.issue("another");
    Failure noKey =
        failed(
            settings(
                server,
                "localhost",
                withClient(new ServerCertificate(client.certificate(), damaged))));
    assertThat(noKey.kind()).as(noKey.details()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(noKey.message()).contains("damaged.pem holds no private key");
  }

  /** The operator's own word is kept, and shown for what it is. */
  @Test
  void driverOptionsReplaceTheWords() throws Exception {
    DatabaseSettings settings =
        TrialSettings.withProperties(
            settings(server, "localhost", DatabaseTls.NONE), Map.of("sslMode", "trust"));
    assertThat(connected(settings).tls()).isPresent();
    DatabaseSettings missing =
        TrialSettings.withProperties(
            settings(server, "localhost", DatabaseTls.NONE),
            Map.of("sslMode", "verify-full", "serverSslCert", folder + "/absent.pem"));
    Failure failure = failed(missing);
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.CONFIGURATION);
  }

  private static void administer(MariaDbServer at, String statement) throws SQLException {
    try (Connection connection = at.connect(at.administrator())) {
      execute(connection, statement);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
