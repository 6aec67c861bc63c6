package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.connection.state.TlsFacts;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.ServerCertificate;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialCertificate;
import dev.signalbox.testing.TrialSettings;
import java.nio.file.Path;
import java.time.Duration;
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
  private static NatsServer server;

  @BeforeAll
  static void start() throws Exception {
    ServerCertificate shown = TrialCertificate.createFiles(folder);
    certificate = shown.certificate();
    server = NatsServer.start(shown);
  }

  @AfterAll
  static void stop() {
    server.close();
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
      Peer peer = trial.connected(NatsSession.class).peer();
      assertThat(peer.address()).isEqualTo("127.0.0.1:" + server.port());
      TlsFacts tls = peer.tls().orElseThrow();
      assertThat(tls.protocol()).isEqualTo("TLSv1.3");
      assertThat(tls.certificate().orElseThrow().issuer()).isEqualTo("CN=localhost");
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
