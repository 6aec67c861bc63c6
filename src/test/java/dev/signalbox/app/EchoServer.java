package dev.signalbox.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.sandbox.hostile.Protocol;
import dev.signalbox.sandbox.oracle.OracleOpening;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses each client with one more of the words that it has been given. */
final class EchoServer implements AutoCloseable {
  /** Which a client that is refused with it takes for a passing state. */
  private static final int TOO_MANY_SESSIONS = 18;

  private final Protocol protocol;
  private final List<String> words;
  private final ServerSocket listener;
  private final AtomicInteger said = new AtomicInteger();

  EchoServer(Protocol protocol, List<String> words) throws IOException {
    this.protocol = protocol;
    this.words = words;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        refuse(client, "no: " + words.get(said.get() % words.size()) + " is wrong");
        client.shutdownOutput();
        said.incrementAndGet();
        client.getInputStream().readAllBytes();
      } catch (IOException _) {
        // The client has left first, or the test is over.
      }
    }
  }

  private void refuse(Socket client, String text) throws IOException {
    switch (protocol) {
      case MARIADB -> client.getOutputStream().write(errorPacket(text));
      case NATS -> client.getOutputStream().write(greeting(text));
      case ORACLE -> {
        OracleOpening opening = new OracleOpening(client);
        opening.awaitLogin();
        opening.fail(TOO_MANY_SESSIONS, text.getBytes(UTF_8));
      }
    }
  }

  /** In place of a greeting. */
  private static byte[] errorPacket(String words) throws IOException {
    byte[] text = ("#08004" + words).getBytes(UTF_8);
    int length = text.length + 3;
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(new byte[] {(byte) length, (byte) (length >> 8), 0, 0, (byte) 0xff, 0x10, 0x04});
    packet.write(text);
    return packet.toByteArray();
  }

  private static byte[] greeting(String words) {
    return """
    INFO {"server_id":"x","version":"2.10.0","max_payload":1000,"auth_required":true,"nonce":"n"}\r
    -ERR '%s'\r
    """
        .formatted(words)
        .getBytes(UTF_8);
  }

  /** Whether each of the words has been heard, not only sent. */
  boolean hasSaidAll() {
    return said.get() > words.size();
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
