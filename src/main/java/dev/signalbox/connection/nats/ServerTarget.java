package dev.signalbox.connection.nats;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server as it is configured, or as another server has told of it.
 *
 * @param url how it is shown
 * @param host a name or an address
 */
record ServerTarget(String url, String host, int port) {
  private static final int DEFAULT_PORT = 4222;
  private static final Pattern SHAPE =
      Pattern.compile("(?:(?:nats|tls)://)?(\\[[^\\[\\]]+]|[^:/\\[\\]@?,\\s]+)(?::(\\d{1,5}))?/?");

  /** Empty if the text is no address. */
  static Optional<ServerTarget> of(String url) {
    Matcher parts = SHAPE.matcher(url);
    return parts.matches()
        ? Optional.of(
            new ServerTarget(
                url,
                parts.group(1),
                parts.group(2) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  /** The host without the brackets of an address. */
  String bareHost() {
    return host.replaceAll("[\\[\\]]", "");
  }

  /** Where that is. Blocks for as long as the system's resolver does. */
  List<InetSocketAddress> addresses() throws UnknownHostException {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(address -> new InetSocketAddress(address, port))
          .toList();
    } catch (UnknownHostException e) {
      UnknownHostException unknown = new UnknownHostException(bareHost());
      unknown.initCause(e);
      throw unknown;
    }
  }
}
