package dev.signalbox.sandbox.oracle;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The opening of a conversation with one client, move by move, for a server that does not mean to
 * serve. For one thread; each method blocks until the move is made, and fails once the socket is
 * closed.
 */
public final class OracleOpening {
  private static final int SDU = 8192;
  private static final int PROTOCOL = 1;
  private static final int DATA_TYPES = 2;

  private final TnsChannel channel;
  private int call;

  public OracleOpening(Socket socket) throws IOException {
    this.channel = new TnsChannel(socket, SDU);
  }

  /** The packet with which a listener accepts a client, as it goes over the wire. */
  public static byte[] acceptance() {
    byte[] body = Handshake.accept(SDU, false);
    return new TtcWriter()
        .fixed2(TnsPacket.HEADER + body.length)
        .fixed2(0)
        .byte1(TnsPacket.ACCEPT)
        .byte1(0)
        .fixed2(0)
        .raw(body)
        .toByteArray();
  }

  /** Waits until the client asks to be connected. */
  public void awaitConnect() throws IOException {
    if (Handshake.connectData(channel.read().body()) == null) {
      channel.read();
    }
  }

  /** Waits for whatever the client sends next. */
  public void awaitPacket() throws IOException {
    channel.read();
  }

  public void accept() throws IOException {
    send(acceptance());
    channel.accepted();
  }

  /** Says that another listener is to be asked. */
  public void redirect(String host, int port) throws IOException {
    byte[] address =
        "(ADDRESS=(PROTOCOL=TCP)(HOST=%s)(PORT=%d))"
            .formatted(host, port)
            .getBytes(StandardCharsets.US_ASCII);
    send(
        channel.frame(
            TnsPacket.REDIRECT, new TtcWriter().fixed2(address.length).raw(address).toByteArray()));
  }

  /** Says that the client's first packet is to be sent again. */
  public void askAgain() throws IOException {
    send(channel.frame(TnsPacket.RESEND, new byte[0]));
  }

  /** A packet that interrupts the client. */
  public byte[] interruption() {
    return channel.frameMarker(TnsPacket.MARKER_BREAK);
  }

  /** How a data packet of that length begins. */
  public byte[] announcement(int length) {
    byte[] packet = channel.frame(TnsPacket.DATA, new byte[TnsPacket.DATA_FLAGS]);
    ByteBuffer.wrap(packet).putInt(0, length);
    return packet;
  }

  /** Goes along with the client until it has asked to log in. */
  public void awaitLogin() throws IOException {
    awaitConnect();
    accept();
    while (true) {
      TtcReader request = new TtcReader(channel.read().body());
      request.skipBytes(TnsPacket.DATA_FLAGS);
      switch (request.byte1()) {
        case PROTOCOL -> send(channel.frameMessage(Handshake.protocol()));
        case DATA_TYPES -> send(channel.frameMessage(Handshake.dataTypes()));
        default -> {
          request.byte1();
          call = request.byte1();
          return;
        }
      }
    }
  }

  /** Refuses the login. */
  public void fail(int code, byte[] text) throws IOException {
    TtcWriter reply = new TtcWriter();
    Replies.error(reply, new Replies.End(call, false, 0, 0), code, text);
    send(channel.frameMessage(reply.toByteArray()));
  }

  private void send(byte[] wire) throws IOException {
    channel.write(wire, 0, wire.length);
  }
}
