package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.jdbc.wire.TrackedSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/** Makes the sockets of a connect, and shows them to it. Made by the MariaDB driver, by name. */
public final class TrackedSocketFactory extends ConfigurableSocketFactory {
  /** The option that says to which of a name's addresses to go: {@code 10.1.2.3 3306}. */
  static final String WAY = "signalbox.way";

  private @Nullable Configuration configuration;

  /** The option's value for that address. */
  static String way(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + " " + address.getPort();
  }

  @Override
  public void setConfiguration(Configuration configuration, String host) {
    this.configuration = configuration;
  }

  @Override
  public Socket createSocket() {
    Configuration known = configuration;
    Optional<InetSocketAddress> way =
        Optional.ofNullable(known)
            .map(each -> each.nonMappedOptions().getProperty(WAY))
            .map(TrackedSocketFactory::parse);
    Optional<PhysicalConnect> connect = PhysicalConnect.current();
    TrackedSocket socket =
        new TrackedSocket(way, refusal -> connect.ifPresent(each -> each.refused(refusal)));
    connect.ifPresent(each -> each.opened(socket));
    return socket;
  }

  private static InetSocketAddress parse(String way) {
    int blank = way.indexOf(' ');
    return new InetSocketAddress(
        InetAddress.ofLiteral(way.substring(0, blank)), Integer.parseInt(way.substring(blank + 1)));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }
}
