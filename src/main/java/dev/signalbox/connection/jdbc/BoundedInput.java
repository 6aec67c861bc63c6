package dev.signalbox.connection.jdbc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * What a MariaDB server sends, bounded: a driver would collect a message for as long as the server
 * says that it goes on. Before the login is over little is due, in whatever packets; afterwards one
 * message may have at most what can be published. Lengths cannot be seen within TLS, where the
 * server has proven who it is. Read by one thread; the phases may be told by others.
 */
final class BoundedInput extends FilterInputStream {
  /** A greeting, certificates and answers to a login are some kilobytes. */
  static final long BEFORE_LOGIN = 256 * 1024L;

  /** No message with a larger row could be passed on. */
  static final long LARGEST_MESSAGE = 64 * 1024 * 1024L;

  private static final int HEADER = 4;

  /** A packet of this length is continued by the next one. */
  private static final int CONTINUED = 0xFF_FFFF;

  private volatile boolean framed;
  private volatile boolean loggedIn;
  private long received;
  private long message;
  private int headerBytes;
  private int length;
  private int remaining;

  BoundedInput(InputStream stream, boolean framed) {
    super(stream);
    this.framed = framed;
  }

  void encrypted() {
    framed = false;
  }

  void loggedIn() {
    loggedIn = true;
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
        throw new ProtocolException(
            "the server sent more than %d KB before the login was over"
                .formatted(BEFORE_LOGIN / 1024));
      }
      if (framed) {
        follow(bytes, offset, offset + read);
      }
    }
    return read;
  }

  /** Goes from header to header; a header may come in parts. */
  private void follow(byte[] bytes, int from, int to) throws ProtocolException {
    int at = from;
    while (at < to) {
      if (remaining > 0) {
        int passed = Math.min(remaining, to - at);
        remaining -= passed;
        at += passed;
      } else {
        header(bytes[at++] & 0xFF);
      }
    }
  }

  private void header(int next) throws ProtocolException {
    if (headerBytes < HEADER - 1) {
      length |= next << (8 * headerBytes);
    }
    if (++headerBytes < HEADER) {
      return;
    }
    message += length;
    if (message > LARGEST_MESSAGE) {
      throw new ProtocolException(
          "the server announced a message of more than %d MB"
              .formatted(LARGEST_MESSAGE / 1024 / 1024));
    }
    if (length < CONTINUED) {
      message = 0;
    }
    remaining = length;
    headerBytes = 0;
    length = 0;
  }
}
