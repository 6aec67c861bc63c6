package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.DatabaseTls;
import dev.signalbox.settings.DatabaseTls.Store;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TlsTerminator;
import dev.signalbox.testing.TrialCertificate;
import dev.signalbox.testing.TrialSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle through TLS, with whom to trust told by the driver's own properties. */
@Timeout(60)
class OracleTlsTest {
  /** How a listener turns away what it cannot read. */
  private static final byte[] REFUSAL = {0, 12, 0, 0, 4, 0, 0, 0, 34, 0, 0, 0};

  @TempDir private Path folder;
  private OracleStandIn oracle;
  private TlsTerminator tls;
  private DatabaseSettings settings;

  @BeforeEach
  void begin() throws Exception {
    KeyStore keys = TrialCertificate.create(folder);
    oracle = OracleStandIn.builder().user("APP", "tiger").start();
    tls = TlsTerminator.start(keys, TrialCertificate.PASSWORD, oracle.port());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    try (OutputStream file = Files.newOutputStream(folder.resolve("trusted.p12"))) {
      trusted.store(file, TrialCertificate.PASSWORD);
    }
    settings =
        TrialSettings.oracle(
            "tcps://localhost:%d/FREEPDB1".formatted(tls.port()), "app", Secret.of("tiger"));
  }

  @AfterEach
  void end() throws Exception {
    tls.close();
    oracle.close();
  }

  @Test
  void aTrustedServerIsConnectedTo() throws Exception {
    Map<String, String> trust =
        Map.of(
            "javax.net.ssl.trustStore",
            folder.resolve("trusted.p12").toString(),
            "javax.net.ssl.trustStoreType",
            "PKCS12",
            "javax.net.ssl.trustStorePassword",
            new String(TrialCertificate.PASSWORD));
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.withProperties(settings, trust))) {
      trial.connected(DatabaseSession.class).ping(Deadline.in(Duration.ofSeconds(5)));
      assertThat(tls.handshakes()).isPositive();
    }
    Leftovers.assertNoSocketTo(tls.port());
  }

  private DatabaseSettings trusting(String host, String password) {
    Store store = new Store(folder.resolve("trusted.p12"), Optional.of(Secret.of(password)));
    return TrialSettings.withTls(
        TrialSettings.oracle(
            "tcps://%s:%d/FREEPDB1".formatted(host, tls.port()), "app", Secret.of("tiger")),
        new DatabaseTls(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(store)));
  }

  private static Failure failed(DatabaseSettings settings) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      return trial.failed();
    }
  }

  @Test
  void aTrustStoreByKeysOfOurOwnIsUsed() throws Exception {
    try (EndpointTrial trial = new EndpointTrial(trusting("localhost", "changeit"))) {
      trial.connected(DatabaseSession.class).ping(Deadline.in(Duration.ofSeconds(5)));
      assertThat(tls.handshakes()).isPositive();
      assertThat(trial.supervisor().snapshot().state().connectedTo().orElseThrow().line())
          .matches("Oracle .+ at tcps://localhost:\\d+/FREEPDB1, TLS");
    }
  }

  @Test
  void aCertificateThatNamesAnotherHostIsATlsFailure() throws Exception {
    Failure failure = failed(trusting("127.0.0.1", "changeit"));
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
  }

  @Test
  void aWrongPasswordOfTheTrustStoreIsAConfigurationFailure() throws Exception {
    Failure failure = failed(trusting("localhost", "another"));
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.nextStep()).contains("trust_store");
  }

  @Test
  void tlsOnOneSideOnlyIsSaid() throws Exception {
    Failure answered = failedAtPlainPort(REFUSAL);
    assertThat(answered.kind()).as(answered.details()).isEqualTo(FailureKind.TLS);
    assertThat(answered.nextStep()).contains("does not speak TLS");
    // Why a peer hangs up is not known.
    Failure cut = failedAtPlainPort(new byte[0]);
    assertThat(cut.kind()).as(cut.details()).isEqualTo(FailureKind.UNREACHABLE);
    assertThat(cut.nextStep()).contains("TLS").doesNotContain("pool_size");

    Failure plainClient =
        failed(
            TrialSettings.oracle(
                "//localhost:%d/FREEPDB1".formatted(tls.port()), "app", Secret.of("tiger")));
    assertThat(plainClient.nextStep()).as(plainClient.details()).contains("TLS on both sides");
  }

  private static Failure failedAtPlainPort(byte[] answer) throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.ofVirtual().start(() -> answer(plain, answer));
      Failure failure =
          failed(
              TrialSettings.oracle(
                  "tcps://localhost:%d/FREEPDB1".formatted(plain.getLocalPort()),
                  "app",
                  Secret.of("tiger")));
      assertThat(answering.join(Duration.ofSeconds(5))).isTrue();
      return failure;
    }
  }

  private static void answer(ServerSocket plain, byte[] words) {
    try (Socket client = plain.accept()) {
      var _ = client.getInputStream().read(new byte[4096]);
      client.getOutputStream().write(words);
    } catch (IOException e) {
      // The client has gone first.
    }
  }

  @Test
  void aWalletThatIsNoneIsNotRetried(@TempDir Path empty) throws Exception {
    Failure failure =
        failed(
            TrialSettings.withTls(
                settings,
                new DatabaseTls(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Store(empty, Optional.empty())),
                    Optional.empty())));
    assertThat(failure.kind().isRetryable()).as(failure.details()).isFalse();
  }

  @Test
  void aServerThatNobodyVouchesForIsATlsFailure() throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      Failure failure = trial.failed();
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
    }
    Leftovers.assertNoSocketTo(tls.port());
  }
}
