package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.Failure;
import dev.signalbox.connection.FailureKind;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialCertificate;
import dev.signalbox.testing.TrialSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NatsTlsTest {
  @TempDir private static Path folder;
  private static Path certificate;
  private static TrialNatsServer server;

  @BeforeAll
  static void start() throws Exception {
    KeyStore keys = TrialCertificate.create(folder);
    certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
    Key key = keys.getKey("server", TrialCertificate.PASSWORD);
    Path privateKey = pem("PRIVATE KEY", key.getEncoded());
    server =
        new TrialNatsServer(
            folder,
            "--jetstream",
            "--store_dir=" + folder,
            "--tls",
            "--tlscert=" + certificate,
            "--tlskey=" + privateKey);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Path pem(String type, byte[] encoded) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("-----BEGIN " + type + "-----");
    lines.add(Base64.getMimeEncoder().encodeToString(encoded));
    lines.add("-----END " + type + "-----");
    return Files.write(folder.resolve(type.replace(' ', '-') + ".pem"), lines);
  }

  private static EndpointTrial trial(Optional<Path> trustFile, String host) {
    return new EndpointTrial(
        TrialSettings.nats(
            Optional.empty(), Optional.empty(), trustFile, "tls://" + host + ":" + server.port()));
  }

  private static void assertTlsFailure(Failure failure) {
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
    assertThat(failure.nextStep()).contains("certificate");
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void aTrustedServerIsConnectedAndClosedWithoutDelay() throws Exception {
    try (EndpointTrial trial = trial(Optional.of(certificate), "localhost")) {
      trial.connected(NatsSession.class);
      trial.disconnected();
      Leftovers before = Leftovers.baseline();
      trial.connected(NatsSession.class);
      Duration closed = trial.disconnected();
      System.out.println("NATS with TLS: orderly close " + closed.toMillis() + " ms");
      assertThat(closed).isLessThan(Duration.ofMillis(900));
      before.assertNoThreads();
      Leftovers.assertNoSocketTo(server.port());
    }
  }

  @Test
  void aServerThatIsNotTrustedIsRefused() throws Exception {
    try (EndpointTrial trial = trial(Optional.empty(), "localhost")) {
      assertTlsFailure(trial.failed());
    }
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    try (EndpointTrial trial = trial(Optional.of(certificate), "127.0.0.1")) {
      assertTlsFailure(trial.failed());
    }
  }

  @Test
  void aMissingTrustFileIsAConfigurationFailure() throws Exception {
    Path missing = folder.resolve("missing.pem");
    try (EndpointTrial trial = trial(Optional.of(missing), "localhost")) {
      Failure failure = trial.failed();
      assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
      assertThat(failure.message()).contains("missing.pem");
    }
  }
}
