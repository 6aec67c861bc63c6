package dev.signalbox.sandbox.oracle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds one TTC message from the protocol's primitives; each method returns this writer. */
final class TtcWriter {
  private static final int LONGEST_SHORT_VALUE = 252;
  private static final int CHUNKED = 0xFE;
  private static final int CHUNK = 32_767;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  TtcWriter byte1(int value) {
    bytes.write(value);
    return this;
  }

  /** Two bytes, most significant first. */
  TtcWriter fixed2(int value) {
    return byte1(value >>> 8).byte1(value);
  }

  /** Two bytes, least significant first. */
  TtcWriter little2(int value) {
    return byte1(value).byte1(value >>> 8);
  }

  TtcWriter fixed4(long value) {
    return fixed2((int) (value >>> 16)).fixed2((int) value);
  }

  TtcWriter raw(byte... value) {
    bytes.writeBytes(value);
    return this;
  }

  /** Text without any length: the reader was told it earlier, or finds a zero byte. */
  TtcWriter characters(String value) {
    return raw(value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An integer in as few bytes as it needs, after their count; the count's high bit is the sign.
   */
  TtcWriter number(long value) {
    long magnitude = Math.abs(value);
    int length = (Long.SIZE - Long.numberOfLeadingZeros(magnitude) + 7) / 8;
    byte1(value < 0 ? length | 0x80 : length);
    for (int shift = (length - 1) * 8; shift >= 0; shift -= 8) {
      byte1((int) (magnitude >>> shift));
    }
    return this;
  }

  TtcWriter numbers(long... values) {
    for (long value : values) {
      number(value);
    }
    return this;
  }

  /** A value of any length; the empty value is also how null travels. */
  TtcWriter value(byte[] value) {
    if (value.length <= LONGEST_SHORT_VALUE) {
      return byte1(value.length).raw(value);
    }
    byte1(CHUNKED);
    for (int from = 0; from < value.length; from += CHUNK) {
      int length = Math.min(CHUNK, value.length - from);
      number(length);
      bytes.write(value, from, length);
    }
    return number(0);
  }

  TtcWriter value(String value) {
    return value(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A value announced by its length, absent when empty. */
  TtcWriter counted(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    number(text.length);
    return text.length == 0 ? this : value(text);
  }

  TtcWriter keyValue(String key, String value, long flags) {
    return counted(key).counted(value).number(flags);
  }
}
