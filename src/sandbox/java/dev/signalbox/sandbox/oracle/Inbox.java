package dev.signalbox.sandbox.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading side of one client: joins packets into messages and hands them over. It reads on even
 * while a statement runs, since a cancel or the loss of the client must be seen at once.
 */
final class Inbox implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int NATIVE_SERVICES_MAGIC = 0xDEADBEEF;

  /** What a client can send. */
  sealed interface Message {
    record Connect(String data) implements Message {}

    record Request(TtcReader fields) implements Message {}

    /** The client's part in agreeing that a call is broken off. */
    record Reset() implements Message {}

    /** The client has closed, crashed or broken the protocol: nothing follows. */
    record Gone() implements Message {}
  }

  /** Called on the reading thread. */
  interface Listener {
    /** Called before the request can be taken, so that no cancel overtakes it. */
    void requestArrived();

    void cancelRequested();

    void clientGone();
  }

  private final TnsChannel channel;
  private final Listener listener;
  private final LinkedBlockingQueue<Message> messages = new LinkedBlockingQueue<>();

  Inbox(TnsChannel channel, Listener listener) {
    this.channel = channel;
    this.listener = listener;
  }

  /** Blocks until the next message; it ends with {@link Message.Gone} at the latest. */
  Message take() throws InterruptedException {
    return messages.take();
  }

  @Override
  public void run() {
    try {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      while (channel.isOpen()) {
        TnsPacket packet = channel.read();
        switch (packet.type()) {
          case TnsPacket.CONNECT -> connect(packet);
          case TnsPacket.MARKER -> marker(packet.body()[2]);
          case TnsPacket.DATA -> data(packet, request);
          default -> throw new ProtocolException("packet of type " + packet.type());
        }
      }
    } catch (ProtocolException e) {
      LOG.warn("Oracle stand-in: cannot read what a client sent: {}", e.getMessage());
    } catch (IOException e) {
      LOG.debug("Oracle stand-in: a client's stream ended: {}", e.getMessage());
    } finally {
      messages.add(new Message.Gone());
      listener.clientGone();
    }
  }

  private void connect(TnsPacket packet) throws IOException {
    String data = Handshake.connectData(packet.body());
    if (data == null) {
      byte[] separate = channel.read().body();
      int length = separate.length - TnsPacket.DATA_FLAGS;
      data = new String(separate, TnsPacket.DATA_FLAGS, length, StandardCharsets.UTF_8);
    }
    messages.add(new Message.Connect(data));
  }

  private void marker(int kind) {
    if (kind == TnsPacket.MARKER_RESET) {
      messages.add(new Message.Reset());
    } else {
      listener.cancelRequested();
    }
  }

  private void data(TnsPacket packet, ByteArrayOutputStream request) {
    request.write(packet.body(), TnsPacket.DATA_FLAGS, packet.body().length - 2);
    int flags = packet.dataFlags();
    if ((flags & TnsPacket.GOODBYE) != 0) {
      return;
    }
    byte[] joined = request.toByteArray();
    boolean nativeServices =
        joined.length >= 4 && ByteBuffer.wrap(joined).getInt() == NATIVE_SERVICES_MAGIC;
    if ((flags & TnsPacket.LAST_PACKET_OF_REQUEST) != 0 || nativeServices) {
      listener.requestArrived();
      messages.add(new Message.Request(new TtcReader(joined)));
      request.reset();
    }
  }
}
