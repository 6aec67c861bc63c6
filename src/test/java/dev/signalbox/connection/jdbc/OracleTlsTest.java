package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TlsTerminator;
import dev.signalbox.testing.TrialCertificate;
import dev.signalbox.testing.TrialSettings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle through TLS, with whom to trust told by the driver's own properties. */
@Timeout(60)
class OracleTlsTest {
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

  @Test
  void aServerThatNobodyVouchesForIsATlsFailure() throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      Failure failure = trial.failed();
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
    }
    Leftovers.assertNoSocketTo(tls.port());
  }
}
