package dev.signalbox.connection.jdbc.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.function.Consumer;

/**
 * What a MariaDB server sends, bounded: a driver would make room for whatever is announced, and
 * collect a message for as long as the server says that it goes on. Before the login is over little
 * is due, in whatever packets; afterwards as much as the question asks for. Read by one thread; the
 * phases may be told by others.
 */
final class BoundedInput extends FilterInputStream implements PacketFrames.Reader {
  /** A greeting, certificates and answers to a login are some kilobytes. */
  static final long BEFORE_LOGIN = 256 * 1024L;

  /** An answer that is no row. */
  static final long SMALL_MESSAGE = 64 * 1024L;

  /**
   * A row. A server sends none that is larger unless its {@code max_allowed_packet} was raised, and
   * a message to JetStream, which is no smaller than its row, has half of it at most.
   */
  static final long LARGEST_MESSAGE = 16 * 1024 * 1024L;

  /** A packet of this length is continued by the next one. */
  private static final int CONTINUED = 0xFF_FFFF;

  private final Consumer<ProtocolException> refusals;
  private final PacketFrames frames = new PacketFrames(this);
  private volatile boolean encrypted;
  private volatile long most = BEFORE_LOGIN;
  private volatile boolean loggedIn;
  private long received;
  private long message;

  /**
   * Bounds what comes in.
   *
   * @param refusals is told why the server is not listened to any more, which a driver may keep to
   *     itself
   */
  BoundedInput(InputStream stream, Consumer<ProtocolException> refusals) {
    super(stream);
    this.refusals = refusals;
  }

  /** No lengths can be seen here any more. */
  void encrypted() {
    encrypted = true;
  }

  /** From now on it is as large as what is asked for. */
  void loggedIn() {
    most = LARGEST_MESSAGE;
    loggedIn = true;
  }

  /** What comes next is an answer to something else. */
  void asked(boolean forRows) {
    if (loggedIn) {
      most = forRows ? LARGEST_MESSAGE : SMALL_MESSAGE;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int read = super.read(bytes, offset, count);
    if (read > 0) {
      received += read;
      if (!loggedIn && received > BEFORE_LOGIN) {
        throw refusal(
            "the server sent more than %d KB before the login was over"
                .formatted(BEFORE_LOGIN / 1024));
      }
      if (!encrypted) {
        frames.follow(bytes, offset, offset + read);
      }
    }
    return read;
  }

  @Override
  public void began(int length) throws ProtocolException {
    message += length;
    long allowed = most;
    if (message > allowed) {
      throw refusal(
          "the server announced a message of more than %d KB%s"
              .formatted(allowed / 1024, loggedIn ? "" : " before the login was over"));
    }
    if (length < CONTINUED) {
      message = 0;
    }
  }

  private ProtocolException refusal(String why) {
    ProtocolException refusal = new ProtocolException(why);
    refusals.accept(refusal);
    return refusal;
  }

  @Override
  public void command(int code) {
    // The server answers, it does not ask.
  }
}
