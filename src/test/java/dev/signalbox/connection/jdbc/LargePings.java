package dev.signalbox.connection.jdbc;

import dev.signalbox.sandbox.tcp.Listener;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a real MariaDB, and answers pings by itself: with 57 MB. */
final class LargePings implements AutoCloseable {
  private static final int PING = 0x0E;
  private static final int LONGEST = 0xFF_FFFF;
  private static final int LAST = 9_000_000;

  private final int server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private final Listener listener;

  LargePings(int server) throws IOException {
    this.server = server;
    this.listener = new Listener(this::accept);
  }

  int port() {
    return listener.port();
  }

  /** How many bytes of answers to pings were taken, those on the way included. */
  long sent() {
    return sent.get();
  }

  private void accept(Socket client) {
    Thread.ofPlatform().daemon().name("large-pings").start(() -> serve(client));
  }

  private void serve(Socket client) {
    try (client;
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
      sockets.add(client);
      sockets.add(behind);
      Thread.ofPlatform().daemon().name("large-pings-answers").start(() -> answers(behind, client));
      questions(new DataInputStream(client.getInputStream()), behind, client);
    } catch (IOException e) {
      // Either side has gone.
    }
  }

  private void questions(DataInputStream in, Socket behind, Socket client) throws IOException {
    while (true) {
      byte[] header = in.readNBytes(4);
      if (header.length < 4) {
        return;
      }
      int length = (header[0] & 0xFF) | ((header[1] & 0xFF) << 8) | ((header[2] & 0xFF) << 16);
      byte[] body = in.readNBytes(length);
      if (header[3] == 0 && body.length == 1 && body[0] == PING) {
        answer(client.getOutputStream());
      } else {
        behind.getOutputStream().write(header);
        behind.getOutputStream().write(body);
      }
    }
  }

  private void answer(OutputStream out) throws IOException {
    byte[] chunk = new byte[64 * 1024];
    for (int packet = 1; packet <= 4; packet++) {
      int length = packet < 4 ? LONGEST : LAST;
      out.write(
          new byte[] {(byte) length, (byte) (length >>> 8), (byte) (length >>> 16), (byte) packet});
      for (int left = length; left > 0; left -= chunk.length) {
        int part = Math.min(left, chunk.length);
        out.write(chunk, 0, part);
        sent.addAndGet(part);
      }
    }
  }

  private static void answers(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either side has gone.
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
