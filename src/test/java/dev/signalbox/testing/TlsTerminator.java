package dev.signalbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Speaks TLS in front of a server on this machine that does not. */
public final class TlsTerminator implements AutoCloseable {
  private final ServerSocket listener;
  private final int server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger handshakes = new AtomicInteger();

  private TlsTerminator(ServerSocket listener, int server) {
    this.listener = listener;
    this.server = server;
  }

  /** Listens on a free port of loopback. */
  public static TlsTerminator start(KeyStore keys, char[] password, int server)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    TlsTerminator started =
        new TlsTerminator(
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            server);
    Thread.ofVirtual().name("tls-terminator").start(started::accept);
    return started;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections have brought data through TLS. */
  public int handshakes() {
    return handshakes.get();
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket client = listener.accept();
        sockets.add(client);
        Thread.ofVirtual().name("tls-client").start(() -> serve(client));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new IllegalStateException("The TLS terminator cannot accept", e);
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), server)) {
      sockets.add(peer);
      Thread answers = Thread.ofVirtual().name("tls-answers").start(() -> forward(peer, client));
      InputStream requests = client.getInputStream();
      byte[] first = new byte[1];
      if (requests.read(first) == 1) {
        handshakes.incrementAndGet();
        peer.getOutputStream().write(first);
        requests.transferTo(peer.getOutputStream());
      }
      peer.shutdownOutput();
      answers.join();
    } catch (IOException | InterruptedException e) {
      // One side has gone: both are closed by now.
    } finally {
      sockets.remove(client);
    }
  }

  private static void forward(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side has gone: both are closed by now.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
