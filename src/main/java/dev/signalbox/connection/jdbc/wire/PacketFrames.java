package dev.signalbox.connection.jdbc.wire;

import java.net.ProtocolException;

/**
 * Goes from header to header through what is said in MariaDB's protocol, in whatever parts that
 * comes. Used by one thread.
 */
final class PacketFrames {
  private static final int HEADER = 4;

  private final Reader reader;
  private int headerBytes;
  private int length;
  private int remaining;
  private boolean command;

  /** Is told what stands at the beginning of packets. */
  interface Reader {
    /** A packet of that length begins, of which nothing was read yet. */
    void began(int length) throws ProtocolException;

    /** A packet that follows none begins with this byte. */
    void command(int code);
  }

  PacketFrames(Reader reader) {
    this.reader = reader;
  }

  void follow(byte[] bytes, int from, int to) throws ProtocolException {
    int at = from;
    while (at < to) {
      if (remaining == 0) {
        header(bytes[at++] & 0xFF);
        continue;
      }
      if (command) {
        command = false;
        reader.command(bytes[at] & 0xFF);
      }
      int passed = Math.min(remaining, to - at);
      remaining -= passed;
      at += passed;
    }
  }

  /** Three bytes of length, the least significant first, and a number within the exchange. */
  private void header(int next) throws ProtocolException {
    if (headerBytes < HEADER - 1) {
      length |= next << (8 * headerBytes);
    }
    if (++headerBytes < HEADER) {
      return;
    }
    reader.began(length);
    command = next == 0;
    remaining = length;
    headerBytes = 0;
    length = 0;
  }
}
