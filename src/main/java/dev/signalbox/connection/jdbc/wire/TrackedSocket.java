package dev.signalbox.connection.jdbc.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A driver's socket, which goes where it is told to and takes no more than it should. */
public final class TrackedSocket extends Socket {
  /**
   * A statement, one that was prepared, more of its rows, and many of them at once. What is
   * answered to all else, above all to a ping, is small.
   */
  private static final Set<Integer> ROWS = Set.of(0x03, 0x17, 0x1C, 0xFA);

  private final Optional<InetSocketAddress> way;
  private final Consumer<ProtocolException> refusals;
  private @Nullable BoundedInput input;
  private @Nullable LoginOutput output;

  /** What comes within TLS, once that is spoken. */
  private @Nullable BoundedInput within;

  /**
   * Makes one that is not connected yet.
   *
   * @param way where it connects to, whatever the driver would have looked up
   * @param refusals is told why the server is not listened to any more
   */
  public TrackedSocket(Optional<InetSocketAddress> way, Consumer<ProtocolException> refusals) {
    this.way = way;
    this.refusals = refusals;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    super.connect(way.isPresent() ? way.get() : endpoint, timeout);
  }

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    if (input == null) {
      input = new BoundedInput(super.getInputStream(), refusals);
    }
    return input;
  }

  @Override
  public synchronized OutputStream getOutputStream() throws IOException {
    if (output == null) {
      output = new LoginOutput(super.getOutputStream(), this::asked);
    }
    return output;
  }

  private synchronized void asked(int command) {
    BoundedInput answers = within == null ? input : within;
    if (answers != null) {
      answers.asked(ROWS.contains(command));
    }
  }

  /**
   * From here on TLS is spoken.
   *
   * @param tls over this socket
   * @return the same, in which no more is taken than in plain text
   */
  public synchronized SSLSocket encrypted(SSLSocket tls) throws IOException {
    if (input != null) {
      input.encrypted();
    }
    if (output != null) {
      output.encrypted();
    }
    BoundedInput plainText = new BoundedInput(tls.getInputStream(), refusals);
    within = plainText;
    return new BoundedTls(tls, plainText, new LoginOutput(tls.getOutputStream(), this::asked));
  }

  /** The login is over: from here on rows may come. */
  public synchronized void loggedIn() {
    if (input != null) {
      input.loggedIn();
    }
    if (within != null) {
      within.loggedIn();
    }
    if (output != null) {
      output.loggedIn();
    }
  }
}
