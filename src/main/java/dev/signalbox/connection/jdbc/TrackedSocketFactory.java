package dev.signalbox.connection.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * Shows a connect the sockets that the driver opens for it: a driver that fails over a malformed
 * reply forgets to close them. Made by the MariaDB driver, by name.
 */
public final class TrackedSocketFactory extends SocketFactory {
  /** Bound for the time of a connect, by the one who wants to see its sockets. */
  static final ScopedValue<Consumer<Socket>> OPENED = ScopedValue.newInstance();

  private static Socket shown(Socket socket) {
    OPENED.orElse(_ -> {}).accept(socket);
    return socket;
  }

  @Override
  public Socket createSocket() {
    return shown(new Socket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return shown(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return shown(new Socket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return shown(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return shown(new Socket(address, port, localAddress, localPort));
  }
}
