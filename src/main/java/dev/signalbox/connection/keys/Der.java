package dev.signalbox.connection.keys;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Arrays;

/** As much of the binary notation of keys as it takes to dress one kind of them as the other. */
final class Der {
  private static final byte INTEGER = 0x02;
  private static final byte OCTET_STRING = 0x04;
  private static final byte SEQUENCE = 0x30;
  private static final int LONG_LENGTH = 0x80;

  private Der() {}

  /**
   * A key in PKCS#8, out of one in the notation of its own algorithm (PKCS#1 for RSA, SEC 1 for
   * elliptic curves), which leaves out what the public key tells as well.
   */
  static byte[] pkcs8(byte[] traditional, PublicKey publicKey) {
    byte[] version = element(INTEGER, new byte[] {0});
    byte[] algorithm = firstElement(content(publicKey.getEncoded()));
    return element(SEQUENCE, version, algorithm, element(OCTET_STRING, traditional));
  }

  private static byte[] element(byte tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer element = ByteBuffer.allocate(length + 6);
    element.put(tag).put((byte) (LONG_LENGTH | 4)).putInt(length);
    for (byte[] part : parts) {
      element.put(part);
    }
    return element.array();
  }

  private static byte[] content(byte[] element) {
    int header = headerLength(element);
    return Arrays.copyOfRange(element, header, header + contentLength(element));
  }

  private static byte[] firstElement(byte[] elements) {
    return Arrays.copyOf(elements, headerLength(elements) + contentLength(elements));
  }

  private static int headerLength(byte[] element) {
    int first = Byte.toUnsignedInt(element[1]);
    return first < LONG_LENGTH ? 2 : 2 + (first & ~LONG_LENGTH);
  }

  private static int contentLength(byte[] element) {
    int first = Byte.toUnsignedInt(element[1]);
    if (first < LONG_LENGTH) {
      return first;
    }
    int length = 0;
    for (int i = 2; i < headerLength(element); i++) {
      length = length << Byte.SIZE | Byte.toUnsignedInt(element[i]);
    }
    return length;
  }
}
