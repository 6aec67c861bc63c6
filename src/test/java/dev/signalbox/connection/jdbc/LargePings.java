package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.keys.TlsFiles;
import dev.signalbox.sandbox.ServerCertificate;
import dev.signalbox.sandbox.tcp.Listener;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Stands before a real MariaDB, and answers pings by itself: with 57 MB. Within TLS it is what the
 * server's own certificate makes of it.
 */
final class LargePings implements AutoCloseable {
  private static final int PING = 0x0E;
  private static final int LONGEST = 0xFF_FFFF;
  private static final int HEADER = 4;

  /** The packet that asks for TLS ends where the login of a plain one goes on. */
  private static final int TLS_REQUEST = 32;

  private static final int LAST = 9_000_000;

  private final int server;
  private final SSLSocketFactory shown;
  private final SSLSocketFactory trusted;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private final Listener listener;

  LargePings(int server, ServerCertificate certificate)
      throws IOException, GeneralSecurityException {
    this.server = server;
    this.shown =
        tls(
            TlsFiles.showing(certificate.certificate(), certificate.key(), Optional.empty()),
            new TrustManager[0]);
    this.trusted =
        tls(new KeyManager[0], TlsFiles.trusting(Optional.of(certificate.certificate())));
    this.listener = new Listener(this::accept);
  }

  private static SSLSocketFactory tls(KeyManager[] showing, TrustManager[] trusting)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(showing, trusting, null);
    return context.getSocketFactory();
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
      client.getOutputStream().write(packet(behind.getInputStream()));
      byte[] first = packet(client.getInputStream());
      behind.getOutputStream().write(first);
      boolean encrypted = first.length == HEADER + TLS_REQUEST;
      exchange(encrypted ? shown(client) : client, encrypted ? trusted(behind) : behind);
    } catch (IOException e) {
      // Either side has gone.
    }
  }

  private Socket shown(Socket client) throws IOException {
    SSLSocket encrypted = (SSLSocket) shown.createSocket(client, "", client.getPort(), true);
    encrypted.setUseClientMode(false);
    return encrypted;
  }

  private Socket trusted(Socket behind) throws IOException {
    return trusted.createSocket(behind, "", behind.getPort(), true);
  }

  private void exchange(Socket client, Socket behind) throws IOException {
    Thread.ofPlatform().daemon().name("large-pings-answers").start(() -> answers(behind, client));
    while (true) {
      byte[] packet = packet(client.getInputStream());
      if (packet[HEADER - 1] == 0 && packet.length == HEADER + 1 && packet[HEADER] == PING) {
        answer(client.getOutputStream());
      } else {
        behind.getOutputStream().write(packet);
      }
    }
  }

  private static byte[] packet(InputStream in) throws IOException {
    DataInputStream packets = new DataInputStream(in);
    byte[] header = new byte[HEADER];
    packets.readFully(header);
    int length = (header[0] & 0xFF) | ((header[1] & 0xFF) << 8) | ((header[2] & 0xFF) << 16);
    byte[] packet = Arrays.copyOf(header, HEADER + length);
    packets.readFully(packet, HEADER, length);
    return packet;
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
