package dev.signalbox.relay.stream;

import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message's headers as the bytes that they are on the wire. Of read-only headers the driver wants
 * nothing else, and it does not copy them.
 *
 * <p>Threading: immutable.
 */
final class RowHeaders extends Headers {
  private final byte[] block;

  private RowHeaders(byte[] block) {
    super(null, true);
    this.block = block;
  }

  /**
   * Writes one message's headers after the other, all of which begin alike.
   *
   * <p>Threading: for one thread.
   */
  static final class Writer {
    private static final String VERSION = "NATS/1.0\r\n";
    private static final int FIRST_ROOM = 512;

    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;
    private int common;

    /** Begins with what is common to all: what is put until {@link #endCommon}. */
    Writer() {
      write(VERSION);
    }

    Writer put(String name, String value) {
      requireVisible(value);
      return repeat(name, value);
    }

    /** A value that has been put before, in one piece or in parts. */
    Writer repeat(String name, String... parts) {
      write(name);
      write(":");
      for (String part : parts) {
        write(part);
      }
      write("\r\n");
      return this;
    }

    Writer put(String name, long number) {
      return repeat(name, Long.toString(number));
    }

    Writer endCommon() {
      common = length;
      return this;
    }

    /** What was put; the next message's begin where the common ones end. */
    RowHeaders take() {
      write("\r\n");
      RowHeaders taken = new RowHeaders(Arrays.copyOf(bytes, length));
      length = common;
      return taken;
    }

    /** As the driver would: a line break in a value would begin another header. */
    private static void requireVisible(String value) {
      int sign = 0;
      for (int i = 0; i < value.length(); i++) {
        // Negative for what comes before the blank or after the tilde.
        sign |= (value.charAt(i) - ' ') | ('~' - value.charAt(i));
      }
      if (sign < 0) {
        throw new IllegalArgumentException("A header's value has an invisible character");
      }
    }

    /**
     * Of visible characters, which are single bytes. Any other way of copying makes an array for
     * each piece, of which a message has twenty, or goes character by character.
     */
    @SuppressWarnings("deprecation")
    private void write(String text) {
      int end = length + text.length();
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * end);
      }
      text.getBytes(0, text.length(), bytes, length);
      length = end;
    }
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public int serializedLength() {
    return block.length;
  }

  @Override
  public byte[] getSerialized() {
    return block.clone();
  }

  @Override
  public int serializeToArray(int destPosition, byte[] dest) {
    System.arraycopy(block, 0, dest, destPosition, block.length);
    return block.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowHeaders headers && Arrays.equals(block, headers.block);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(block);
  }

  @Override
  public String toString() {
    return new String(block, StandardCharsets.US_ASCII);
  }
}
