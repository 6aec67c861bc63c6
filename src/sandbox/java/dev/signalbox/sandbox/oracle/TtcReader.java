package dev.signalbox.sandbox.oracle;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes one TTC message apart, front to back. Reading beyond the end is a {@link
 * ProtocolException}: it means that a field was misunderstood earlier.
 */
final class TtcReader {
  private static final int CHUNKED = 0xFE;
  private static final int NULL = 0xFF;

  private final byte[] message;
  private int position;

  TtcReader(byte[] message) {
    this.message = message;
  }

  boolean atEnd() {
    return position == message.length;
  }

  int byte1() throws ProtocolException {
    if (atEnd()) {
      throw new ProtocolException("message ends early, at byte " + position);
    }
    return message[position++] & 0xFF;
  }

  byte[] raw(int length) throws ProtocolException {
    if (length < 0 || length > message.length - position) {
      throw new ProtocolException("field of %d bytes at byte %d".formatted(length, position));
    }
    position += length;
    return Arrays.copyOfRange(message, position - length, position);
  }

  String characters(int length) throws ProtocolException {
    return new String(raw(length), StandardCharsets.UTF_8);
  }

  long number() throws ProtocolException {
    int length = byte1();
    long magnitude = 0;
    for (byte digit : raw(length & 0x7F)) {
      magnitude = magnitude << 8 | (digit & 0xFF);
    }
    return (length & 0x80) == 0 ? magnitude : -magnitude;
  }

  int integer() throws ProtocolException {
    return (int) number();
  }

  /** The value's bytes; null and the empty value cannot be told apart, here as in Oracle. */
  byte[] value() throws ProtocolException {
    int length = byte1();
    if (length == NULL) {
      return new byte[0];
    }
    if (length != CHUNKED) {
      return raw(length);
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int chunk = integer(); chunk != 0; chunk = integer()) {
      joined.writeBytes(raw(chunk));
    }
    return joined.toByteArray();
  }

  byte[] counted() throws ProtocolException {
    return integer() == 0 ? new byte[0] : value();
  }

  Map<String, String> keyValues(int count) throws ProtocolException {
    Map<String, String> pairs = new HashMap<>();
    for (int pair = 0; pair < count; pair++) {
      String key = new String(counted(), StandardCharsets.UTF_8);
      pairs.put(key, new String(counted(), StandardCharsets.UTF_8));
      number();
    }
    return pairs;
  }

  TtcReader skipBytes(int count) throws ProtocolException {
    raw(count);
    return this;
  }

  TtcReader skipNumbers(int count) throws ProtocolException {
    for (int skipped = 0; skipped < count; skipped++) {
      number();
    }
    return this;
  }
}
