package dev.signalbox.connection.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A driver's socket, which goes where it is told to and takes no more than it should. */
final class TrackedSocket extends Socket {
  private final Optional<InetSocketAddress> way;
  private final boolean framed;
  private @Nullable BoundedInput input;

  /**
   * @param way where it connects to, whatever the driver would have looked up
   * @param framed whether plain packets come in, so that their lengths can be told
   */
  TrackedSocket(Optional<InetSocketAddress> way, boolean framed) {
    this.way = way;
    this.framed = framed;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    super.connect(way.isPresent() ? way.get() : endpoint, timeout);
  }

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    if (input == null) {
      input = new BoundedInput(super.getInputStream(), framed);
    }
    return input;
  }

  /** From here on TLS is spoken. */
  synchronized void encrypted() {
    if (input != null) {
      input.encrypted();
    }
  }

  synchronized void loggedIn() {
    if (input != null) {
      input.loggedIn();
    }
  }
}
