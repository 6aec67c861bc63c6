package dev.signalbox.connection.jdbc;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A driver's socket, which goes where it is told to and takes no more than it should. */
final class TrackedSocket extends Socket {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.jdbc");

  private final Optional<InetSocketAddress> way;
  private final boolean framed;
  private @Nullable BoundedInput input;
  private @Nullable LoginOutput output;

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

  @Override
  public synchronized OutputStream getOutputStream() throws IOException {
    if (output == null) {
      output = new LoginOutput(super.getOutputStream());
    }
    return output;
  }

  /** From here on TLS is spoken. */
  synchronized void encrypted() {
    if (input != null) {
      input.encrypted();
    }
    if (output != null) {
      output.encrypted();
    }
  }

  synchronized void loggedIn() {
    if (input != null) {
      input.loggedIn();
    }
    if (output != null) {
      output.loggedIn();
    }
  }

  /**
   * What is sent to a database. During a login over TLS a write that fails is nothing but a reason
   * to read why: a server that does not trust the client's certificate says so and leaves, while
   * the client goes on. Written by one thread; the phases may be told by others.
   */
  private static final class LoginOutput extends FilterOutputStream {
    private volatile boolean encrypted;
    private volatile boolean loggedIn;

    LoginOutput(OutputStream stream) {
      super(stream);
    }

    void encrypted() {
      encrypted = true;
    }

    void loggedIn() {
      loggedIn = true;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      try {
        out.write(bytes, offset, count);
      } catch (IOException e) {
        if (!encrypted || loggedIn) {
          throw e;
        }
        LOG.debug("Nothing can be sent any more: {}", e.toString());
      }
    }
  }
}
