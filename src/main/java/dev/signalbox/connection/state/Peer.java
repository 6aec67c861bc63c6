package dev.signalbox.connection.state;

import dev.signalbox.base.ForeignText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whom a session really talks to, which need not be what is configured: names resolve to several
 * addresses, and encryption may be left to the server. The texts are the peer's own, cut and
 * escaped. Immutable.
 *
 * @param address its network address and port, as {@code 10.1.2.3:3306}
 * @param tls empty if the connection is not encrypted
 * @param serverVersion product and version, as the server gives them
 */
public record Peer(String address, Optional<TlsFacts> tls, String serverVersion) {
  private static final int LONGEST = 200;

  public Peer {
    address = shown(address);
    serverVersion = shown(serverVersion);
  }

  /** Where a socket leads to, written as a URL has it. */
  public static String address(Socket socket) {
    InetAddress address = socket.getInetAddress();
    String host = address.getHostAddress();
    return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + socket.getPort();
  }

  /** One line of all of it. */
  public String line() {
    return "%s at %s, %s"
        .formatted(serverVersion, address, tls.map(TlsFacts::line).orElse("no TLS"));
  }

  /**
   * The same, without what repeats a secret.
   *
   * @param redaction is given what the peer wrote; returns what may be shown of it
   */
  public Peer redacted(UnaryOperator<String> redaction) {
    return new Peer(
        address, tls.map(facts -> facts.redacted(redaction)), redaction.apply(serverVersion));
  }

  /** One line of a peer's own text. */
  static String shown(String text) {
    return ForeignText.line(ForeignText.cut(text, LONGEST).strip(), LONGEST);
  }
}
