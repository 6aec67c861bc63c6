package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.ServerCertificate;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.TlsTerminator;
import dev.signalbox.testing.TrialAuthority;
import dev.signalbox.testing.TrialCertificate;
import dev.signalbox.testing.TrialSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of servers and clients, good and bad, with a server that demands one. */
@Timeout(60)
class NatsCertificatesTest {
  @TempDir private static Path folder;
  private static TrialAuthority authority;
  private static TrialAuthority stranger;
  private static ServerCertificate shown;
  private static TrialNatsServer demanding;

  @BeforeAll
  static void start() throws Exception {
    authority = new TrialAuthority(folder, "authority");
    stranger = new TrialAuthority(folder, "stranger");
    shown = authority.issue("server");
    demanding = server(shown, "verify: true, ca_file: \"" + authority.certificate() + "\"");
  }

  @AfterAll
  static void stop() {
    demanding.close();
  }

  private static TrialNatsServer server(ServerCertificate shown, String more) throws Exception {
    Path file = Files.createTempFile(folder, "nats", ".conf");
    Files.writeString(
        file,
        "jetstream: {store_dir: \"%s\"}, tls: {cert_file: \"%s\", key_file: \"%s\", %s}"
            .formatted(
                Files.createTempDirectory(folder, "store"),
                shown.certificate(),
                shown.key(),
                more));
    return new TrialNatsServer(folder, "--config=" + file);
  }

  private static NatsSettings settings(TrialNatsServer server, NatsTls tls) {
    return TrialSettings.nats(NatsLogin.NONE, tls, "tls://localhost:" + server.port());
  }

  private static NatsTls tls(Optional<ServerCertificate> client) {
    return new NatsTls(
        Optional.of(authority.certificate()),
        client.map(ServerCertificate::certificate),
        client.map(ServerCertificate::key),
        Optional.empty(),
        false);
  }

  private static NatsTls showing(Path certificate, Path key, Optional<Secret> password) {
    return new NatsTls(
        Optional.of(authority.certificate()),
        Optional.of(certificate),
        Optional.of(key),
        password,
        false);
  }

  private static Failure failed(NatsSettings settings) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      return trial.failed();
    }
  }

  private static void connects(NatsSettings settings) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      trial.connected(NatsSession.class);
    }
  }

  private static void assertUnusable(Failure failure, Path file) {
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.message()).startsWith(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ec"})
  void aServerThatDemandsACertificateIsShownOne(String kind) throws Exception {
    ServerCertificate client = authority.issue("client-" + kind, kind);
    connects(settings(demanding, tls(Optional.of(client))));
    Path traditional =
        kind.equals("rsa")
            ? authority.rewritten(client.key(), "rsa", "-traditional")
            : authority.rewritten(client.key(), "ec");
    assertThat(Files.readString(traditional)).contains(kind.equals("rsa") ? "RSA" : "EC");
    connects(settings(demanding, showing(client.certificate(), traditional, Optional.empty())));
  }

  @Test
  void aKeyThatIsEncryptedNeedsItsPassword() throws Exception {
    ServerCertificate client = authority.issue("client-encrypted");
    Path encrypted =
        authority.rewritten(client.key(), "pkcs8", "-topk8", "-passout", "pass:op\"en");
    NatsTls right = showing(client.certificate(), encrypted, Optional.of(Secret.of("op\"en")));
    connects(settings(demanding, right));
    NatsTls wrong = showing(client.certificate(), encrypted, Optional.of(Secret.of("other")));
    assertUnusable(failed(settings(demanding, wrong)), encrypted);
    NatsTls none = showing(client.certificate(), encrypted, Optional.empty());
    Failure failure = failed(settings(demanding, none));
    assertUnusable(failure, encrypted);
    assertThat(failure.nextStep()).contains("client_key_password");
  }

  @Test
  void aKeyOfAnotherCertificateIsFoundBeforeAnybodyIsAsked() throws Exception {
    ServerCertificate one = authority.issue("one");
    for (String kind : new String[] {"ec", "rsa"}) {
      ServerCertificate other = authority.issue("other-" + kind, kind);
      NatsTls mixed = showing(one.certificate(), other.key(), Optional.empty());
      Failure failure = failed(settings(demanding, mixed));
      assertUnusable(failure, other.key());
      assertThat(failure.message()).contains("is not the key of the certificate");
    }
  }

  @Test
  void filesThatHoldSomethingElseAreNamed() throws Exception {
    Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate\n");
    Path damaged =
        Files.writeString(
            folder.resolve("damaged.pem"),
            Files.readString(authority.certificate()).replaceFirst("MII", "AAA"));
    for (Path file : new Path[] {garbage, damaged}) {
      NatsTls trusting =
          new NatsTls(
              Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty(), false);
      assertUnusable(failed(settings(demanding, trusting)), file);
      assertUnusable(
          failed(settings(demanding, showing(file, shown.key(), Optional.empty()))), file);
      assertUnusable(
          failed(settings(demanding, showing(shown.certificate(), garbage, Optional.empty()))),
          garbage);
    }
  }

  @Test
  void aDemandedCertificateThatIsNotThereIsAskedOfTheOperator() throws Exception {
    Failure failure = failed(settings(demanding, tls(Optional.empty())));
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
    assertThat(failure.message()).startsWith("the server demands a client certificate");
    assertThat(failure.nextStep()).contains("client_certificate_file");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefusedByTheServer() throws Exception {
    ServerCertificate foreign = stranger.issue("foreign");
    Failure failure = failed(settings(demanding, tls(Optional.of(foreign))));
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
    assertThat(failure.message()).startsWith("the server refuses the client's certificate");
  }

  @Test
  void aCertificateThatNobodyAsksForDoesNoHarm() throws Exception {
    try (TrialNatsServer server = server(shown, "verify: false")) {
      connects(settings(server, tls(Optional.of(authority.issue("unasked")))));
    }
  }

  @Test
  void aServerWhoseCertificateHasExpiredIsRefused() throws Exception {
    try (TrialNatsServer server = server(authority.issueExpired("expired"), "verify: false")) {
      Failure failure = failed(settings(server, tls(Optional.empty())));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
      assertThat(failure.message()).startsWith("the server's certificate has expired");
    }
  }

  @Test
  void aServerThatAStrangerHasSignedIsRefused() throws Exception {
    try (TrialNatsServer server = server(stranger.issue("strange"), "verify: false")) {
      Failure failure = failed(settings(server, tls(Optional.empty())));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
      assertThat(failure.message())
          .isEqualTo("nobody who is trusted has signed the server's certificate");
    }
  }

  /** Debian's nats-server has no {@code handshake_first}: TLS in front of it is the same. */
  @Test
  void tlsMayComeBeforeTheGreeting() throws Exception {
    KeyStore keys = TrialCertificate.create(folder);
    Path trusted =
        Files.writeString(
            folder.resolve("front.pem"),
            "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(
                    Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("server").getEncoded())));
    NatsTls first =
        new NatsTls(
            Optional.of(trusted), Optional.empty(), Optional.empty(), Optional.empty(), true);
    try (NatsServer server = NatsServer.start();
        TlsTerminator front = TlsTerminator.start(keys, TrialCertificate.PASSWORD, server.port())) {
      connects(TrialSettings.nats(NatsLogin.NONE, first, "tls://localhost:" + front.port()));
      Failure failure =
          failed(TrialSettings.nats(NatsLogin.NONE, first, "tls://localhost:" + server.port()));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
      assertThat(failure.message()).isEqualTo("the server greets before TLS");
    }
  }
}
