package dev.signalbox.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts TCP connections on loopback, listens to everything and never says a word. */
public final class SilentListener implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** What comes all at once is not to be asked to come again, which takes seconds. */
  private static final int BACKLOG = 1024;

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Thread accepting = Thread.ofVirtual().unstarted(this::acceptUntilClosed);
  private final ExecutorService listening = Executors.newVirtualThreadPerTaskExecutor();

  private SilentListener(ServerSocket listener) {
    this.listener = listener;
  }

  /** Listens on a port that is free. */
  public static SilentListener start() throws IOException {
    ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    SilentListener listener = new SilentListener(socket);
    listener.accepting.start();
    return listener;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections were ever accepted. */
  public int acceptedConnections() {
    return accepted.get();
  }

  /** How many connections neither side has closed. */
  public int openConnections() {
    return open.size();
  }

  private void acceptUntilClosed() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        accepted.incrementAndGet();
        listening.execute(() -> listenUntilClosed(socket));
      } catch (IOException e) {
        // Closing the listener ends its accept in this way.
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void listenUntilClosed(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A peer that resets the connection has closed it as well as one that ends it in order.
    } finally {
      open.remove(socket);
    }
  }

  private void closeConnections() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Closes the listener and all its connections, and waits for its threads, 10 s at most. */
  @Override
  public void close() {
    try {
      listener.close();
      boolean ended = accepting.join(CLOSE_LIMIT);
      closeConnections();
      listening.shutdown();
      if (!ended || !listening.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("Connections to port " + port() + " did not close");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      listening.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
