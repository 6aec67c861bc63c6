package dev.signalbox.sandbox.oracle;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Packets over a socket. One thread reads, another frames and writes; {@link #close} may come from
 * any thread and ends both.
 */
final class TnsChannel implements AutoCloseable {
  private static final int LONGEST_PACKET = 2_097_152;

  private final Socket socket;
  private final DataInputStream in;
  private final int sdu;

  /** Lengths have two bytes up to the ACCEPT and four after it. */
  private volatile boolean accepted;

  TnsChannel(Socket socket, int sdu) throws IOException {
    this.socket = socket;
    this.sdu = sdu;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    socket.setTcpNoDelay(true);
  }

  int sdu() {
    return sdu;
  }

  void accepted() {
    accepted = true;
  }

  /** Blocks until a packet has arrived; an {@link IOException} when the client has gone. */
  TnsPacket read() throws IOException {
    byte[] header = new byte[TnsPacket.HEADER];
    in.readFully(header);
    ByteBuffer fields = ByteBuffer.wrap(header);
    int length = accepted ? fields.getInt(0) : Short.toUnsignedInt(fields.getShort(0));
    if (length < TnsPacket.HEADER || length > LONGEST_PACKET) {
      throw new ProtocolException("packet of " + length + " bytes");
    }
    byte[] body = new byte[length - TnsPacket.HEADER];
    in.readFully(body);
    return new TnsPacket(header[4] & 0xFF, body);
  }

  /** The bytes of one packet as they go over the wire. */
  byte[] frame(int type, byte[] body) {
    TtcWriter packet = new TtcWriter();
    int length = TnsPacket.HEADER + body.length;
    if (accepted) {
      packet.fixed4(length);
    } else {
      packet.fixed2(length).fixed2(0);
    }
    return packet.byte1(type).byte1(0).fixed2(0).raw(body).toByteArray();
  }

  /** The DATA packets that carry one message, none longer than the session data unit. */
  byte[] frameMessage(byte[] message) {
    int room = sdu - TnsPacket.HEADER - TnsPacket.DATA_FLAGS;
    ByteArrayOutputStream packets = new ByteArrayOutputStream(message.length + 64);
    for (int from = 0; from < message.length; from += room) {
      int length = Math.min(room, message.length - from);
      byte[] body = new byte[TnsPacket.DATA_FLAGS + length];
      System.arraycopy(message, from, body, TnsPacket.DATA_FLAGS, length);
      packets.writeBytes(frame(TnsPacket.DATA, body));
    }
    return packets.toByteArray();
  }

  byte[] frameMarker(int kind) {
    return frame(TnsPacket.MARKER, new byte[] {1, 0, (byte) kind});
  }

  void write(byte[] wire, int from, int to) throws IOException {
    socket.getOutputStream().write(wire, from, to - from);
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
