package dev.signalbox.connection.state;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * How a connection is encrypted, and by whose word the peer is who it says. Immutable.
 *
 * @param protocol the version agreed upon, as {@code TLSv1.3}
 * @param certificate the peer's own; empty where the driver does not show it
 */
public record TlsFacts(String protocol, Optional<PeerCertificate> certificate) {

  public TlsFacts {
    protocol = Peer.shown(protocol);
  }

  /**
   * Who vouches for the peer, and for how long.
   *
   * @param issuer the distinguished name of who signed it
   */
  public record PeerCertificate(String issuer, Instant expires) {
    public PeerCertificate {
      issuer = Peer.shown(issuer);
    }
  }

  /** What a finished handshake has agreed upon. */
  public static TlsFacts of(SSLSession session) {
    return new TlsFacts(session.getProtocol(), certificate(session));
  }

  private static Optional<PeerCertificate> certificate(SSLSession session) {
    try {
      Certificate own = session.getPeerCertificates()[0];
      return own instanceof X509Certificate known
          ? Optional.of(
              new PeerCertificate(
                  known.getIssuerX500Principal().getName(), known.getNotAfter().toInstant()))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      // It has shown none.
      return Optional.empty();
    }
  }

  /** The same, without what repeats a secret in what the peer has written itself. */
  TlsFacts redacted(UnaryOperator<String> redaction) {
    return new TlsFacts(
        protocol,
        certificate.map(c -> new PeerCertificate(redaction.apply(c.issuer()), c.expires())));
  }

  /** One line of all of it. */
  String line() {
    return protocol
        + certificate
            .map(
                c ->
                    ", certificate by %s until %s"
                        .formatted(c.issuer(), c.expires().atOffset(ZoneOffset.UTC).toLocalDate()))
            .orElse("");
  }
}
