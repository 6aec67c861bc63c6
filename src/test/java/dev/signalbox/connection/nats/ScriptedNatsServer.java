package dev.signalbox.connection.nats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Plays a NATS server to each of its clients, as badly as a test wants it. */
final class ScriptedNatsServer implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  static final String INFO =
      "INFO {\"server_id\":\"S\",\"version\":\"2.10.0\",\"headers\":true,\"max_payload\":1048576}\r\n";
  private static final String JETSTREAM =
      "{\"type\":\"io.nats.jetstream.api.v1.account_info_response\",\"memory\":0,\"storage\":0}";

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final Script script;
  private final Thread accepting;

  /** What happens to one client, until it is closed. */
  @FunctionalInterface
  interface Script {
    void play(Client client) throws IOException;
  }

  /** One client, spoken to in lines. */
  record Client(Socket socket, BufferedReader lines, OutputStream out, AtomicLong sent) {
    void send(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.write(bytes);
      out.flush();
      sent.addAndGet(bytes.length);
    }

    /** The next line of the client that begins so; throws if there is none. */
    String await(String beginning) throws IOException {
      String line = lines.readLine();
      while (line != null && !line.startsWith(beginning)) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IOException("The client has gone");
      }
      return line;
    }

    /** Lets the client in and answers its question for JetStream. */
    void letIn() throws IOException {
      letIn(JETSTREAM);
    }

    /** Lets the client in, and answers its question for JetStream like that. */
    void letIn(String jetStream) throws IOException {
      send(INFO);
      await("PING");
      send("PONG\r\n");
      String[] question = await("PUB $JS.API.INFO").split(" ", -1);
      send("MSG %s 1 %d\r\n%s\r\n".formatted(question[2], jetStream.length(), jetStream));
    }
  }

  ScriptedNatsServer(Script script) throws IOException {
    this.script = script;
    accepting = Thread.ofVirtual().name("scripted nats").start(this::accept);
  }

  String url() {
    return "nats://127.0.0.1:" + port();
  }

  int port() {
    return listener.getLocalPort();
  }

  int accepted() {
    return accepted.get();
  }

  /** How many bytes all clients together have taken, those on the way included. */
  long sent() {
    return sent.get();
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        accepted.incrementAndGet();
        clients.add(socket);
        Thread.ofVirtual().name("scripted nats client").start(() -> serve(socket));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new IllegalStateException("The scripted server cannot accept", e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      script.play(new Client(socket, lines, socket.getOutputStream(), sent));
    } catch (IOException e) {
      // The client has gone, as it should after some of what is said to it.
    } finally {
      clients.remove(socket);
    }
  }

  /** Returns when nobody is let in any more: a port stays open while a thread accepts at it. */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      if (!accepting.join(CLOSE_LIMIT)) {
        throw new IOException("The scripted server still accepts");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the scripted server closes", e);
    }
    for (Socket client : clients) {
      client.close();
    }
  }
}
