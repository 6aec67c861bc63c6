package dev.signalbox.sandbox.tcp;

import dev.signalbox.sandbox.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Accepts connections on a loopback port; on command it refuses them, or lets nobody in: then it
 * fills its own queue of connections not yet accepted, after which the system drops the first
 * packet of every further client.
 */
public final class Listener implements AutoCloseable {
  private static final int QUEUE = 128;
  private static final int UNANSWERED_MILLIS = 200;
  private static final Duration TAKING_LIMIT = Duration.ofSeconds(5);

  private final int port;
  private final Consumer<Socket> clients;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<SocketChannel> fillers = new ArrayList<>();
  private final Set<Integer> fillerPorts = new HashSet<>();
  private ServerSocket server;
  private Thread accepting;
  private boolean held;

  /** Whether the listening thread has taken a connection and keeps it back. */
  private boolean taken;

  /**
   * Opens a free port and starts to listen.
   *
   * @param clients is given each connection on the listening thread, and must not block it
   */
  public Listener(Consumer<Socket> clients) throws IOException {
    this.clients = clients;
    this.server = LoopbackPort.listen(QUEUE);
    this.port = server.getLocalPort();
    this.accepting = startToAccept(server);
  }

  public int port() {
    return port;
  }

  private ServerSocket open() throws IOException {
    return new ServerSocket(port, QUEUE, InetAddress.getLoopbackAddress());
  }

  private Thread startToAccept(ServerSocket socket) {
    return Thread.ofVirtual().name("listener-" + port).start(() -> accept(socket));
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket socket = from.accept();
        if (isClient(socket)) {
          clients.accept(socket);
        } else {
          socket.close();
        }
      }
    } catch (IOException e) {
      // The port has been closed, which is how this thread is told to end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits while nobody is let in; then whether this connection is not one of our fillers. */
  private boolean isClient(Socket socket) throws InterruptedException {
    lock.lock();
    try {
      while (held) {
        taken = true;
        changed.signalAll();
        changed.await();
      }
      return !fillerPorts.remove(socket.getPort());
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in until {@link #admit}; returns when the queue is full. */
  public void hold() {
    admit();
    lock.lock();
    try {
      held = true;
      taken = false;
      boolean answered = connectFiller();
      // The listening thread takes one out of the queue, and must not do so when it is full.
      long left = TAKING_LIMIT.toNanos();
      while (!taken && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (!taken) {
        throw new IllegalStateException("Nobody listens at port " + port + " any more");
      }
      while (answered) {
        answered = connectFiller();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The queue of port " + port + " could not be filled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean connectFiller() throws IOException {
    SocketChannel filler = SocketChannel.open();
    fillers.add(filler);
    filler.configureBlocking(false);
    // Bound beforehand, because the port of an unanswered connection cannot be asked for.
    filler.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    fillerPorts.add(filler.socket().getLocalPort());
    boolean answered = filler.connect(server.getLocalSocketAddress());
    if (!answered) {
      try (Selector selector = Selector.open()) {
        filler.register(selector, SelectionKey.OP_CONNECT);
        answered = selector.select(UNANSWERED_MILLIS) > 0 && filler.finishConnect();
      }
    }
    return answered;
  }

  Set<Integer> fillerPorts() {
    lock.lock();
    try {
      return Set.copyOf(fillerPorts);
    } finally {
      lock.unlock();
    }
  }

  /** Refuses every connect until {@link #admit}; returns when it does. */
  public void refuse() {
    admit();
    try {
      close(server);
    } catch (IOException e) {
      throw new UncheckedIOException("Port " + port + " could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The system goes on accepting until the thread has noticed. */
  private void close(ServerSocket socket) throws IOException, InterruptedException {
    socket.close();
    accepting.join();
  }

  /** Lets everybody in, again or still. */
  public void admit() {
    lock.lock();
    try {
      for (SocketChannel filler : fillers) {
        filler.close();
      }
      fillers.clear();
      held = false;
      changed.signalAll();
      if (server.isClosed()) {
        server = open();
        accepting = startToAccept(server);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Port " + port + " could not be opened again", e);
    } finally {
      lock.unlock();
    }
  }

  /** Closes the port and waits for the listening thread. Connections are left to their takers. */
  @Override
  public void close() throws IOException, InterruptedException {
    admit();
    close(server);
  }
}
