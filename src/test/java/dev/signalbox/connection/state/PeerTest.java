package dev.signalbox.connection.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.TlsFacts.PeerCertificate;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerTest {
  @Test
  void isToldInOneLine() {
    TlsFacts tls =
        new TlsFacts(
            "TLSv1.3",
            Optional.of(new PeerCertificate("CN=Rail CA", Instant.parse("2027-03-01T10:00:00Z"))));

    assertThat(new Peer("10.1.2.3:3306", Optional.of(tls), "MariaDB 11.4").line())
        .isEqualTo(
            "MariaDB 11.4 at 10.1.2.3:3306, TLSv1.3, certificate by CN=Rail CA until 2027-03-01");
    assertThat(new Peer("10.1.2.3:3306", Optional.empty(), "MariaDB 11.4").line())
        .isEqualTo("MariaDB 11.4 at 10.1.2.3:3306, no TLS");
  }

  @Test
  void aPeersOwnTextIsCutAndCannotPaint() {
    Peer peer = new Peer("\u001b[2J\u202ehost", Optional.empty(), "x".repeat(1_000_000) + "\n");

    assertThat(peer.address()).isEqualTo("\\u001b[2J\\u202ehost");
    assertThat(peer.serverVersion()).hasSize(200).endsWith("… [of 1,000,001 characters]");
  }

  @Test
  void whateverAPeerWritesLosesItsSecrets() {
    PeerCertificate certificate =
        new PeerCertificate("CN=hunter", Instant.parse("2027-03-01T10:00:00Z"));
    Peer peer =
        new Peer("10.1.2.3:1", Optional.of(new TlsFacts("TLSv1.3", Optional.of(certificate))), "v");

    assertThat(peer.redacted(text -> "less than " + text).line())
        .isEqualTo(
            "less than v at 10.1.2.3:1, TLSv1.3, certificate by less than CN=hunter until"
                + " 2027-03-01");
  }
}
