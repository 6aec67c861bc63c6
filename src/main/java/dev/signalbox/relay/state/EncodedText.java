package dev.signalbox.relay.state;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Text in visible ASCII: every other byte of its UTF-8, and the percent sign, as percent and hex.
 */
final class EncodedText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int CODE_LENGTH = 3;

  private EncodedText() {}

  static String encode(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(2 * text.length());
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(each)) {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(HEX.toHexDigits(each));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(int character) {
    return character > ' ' && character <= '~' && character != '%';
  }

  /** What is no code is left as it is: it was written by something else. */
  static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream text = new ByteArrayOutputStream(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      if (isCode(bytes, at)) {
        text.write(HexFormat.fromHexDigits(encodedAt(bytes, at)));
        at += CODE_LENGTH;
      } else {
        text.write(bytes[at++]);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private static boolean isCode(byte[] bytes, int at) {
    return bytes[at] == '%'
        && at + 2 < bytes.length
        && HexFormat.isHexDigit(bytes[at + 1])
        && HexFormat.isHexDigit(bytes[at + 2]);
  }

  private static String encodedAt(byte[] bytes, int at) {
    return new String(bytes, at + 1, 2, StandardCharsets.US_ASCII);
  }
}
