package dev.signalbox.sandbox.oracle;

import java.nio.ByteBuffer;

/**
 * One packet: its type (see the constants) and what follows the header of eight bytes. In a {@code
 * DATA} packet the first two bytes of the body are flags.
 */
final class TnsPacket {
  static final int HEADER = 8;

  static final int CONNECT = 1;
  static final int ACCEPT = 2;
  static final int REFUSE = 4;
  static final int REDIRECT = 5;
  static final int DATA = 6;
  static final int RESEND = 11;
  static final int MARKER = 12;

  static final int MARKER_BREAK = 1;
  static final int MARKER_RESET = 2;

  static final int DATA_FLAGS = 2;
  static final int LAST_PACKET_OF_REQUEST = 0x0800;
  static final int GOODBYE = 0x0040;

  private final int type;
  private final byte[] body;

  TnsPacket(int type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  int type() {
    return type;
  }

  byte[] body() {
    return body;
  }

  int dataFlags() {
    return ByteBuffer.wrap(body).getShort();
  }
}
