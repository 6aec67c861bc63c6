package dev.signalbox.sandbox.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Accepts connections on a loopback port, or on command lets nobody in: then it fills its own queue
 * of connections not yet accepted, after which the system drops the first packet of every further
 * client.
 */
final class Listener implements AutoCloseable {
  private static final int QUEUE = 128;
  private static final int UNANSWERED_MILLIS = 200;

  private final ServerSocket server;
  private final Consumer<Socket> clients;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private final List<SocketChannel> fillers = new ArrayList<>();
  private final Set<Integer> fillerPorts = new HashSet<>();
  private boolean held;

  Listener(Consumer<Socket> clients) throws IOException {
    this.clients = clients;
    this.server = new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress());
    this.thread = Thread.ofVirtual().name("oracle-stand-in-" + port()).start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
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
        released.await();
      }
      return !fillerPorts.remove(socket.getPort());
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in until {@link #release}; returns when the queue is full. */
  void hold() {
    lock.lock();
    try {
      if (held) {
        return;
      }
      held = true;
      boolean answered = true;
      while (answered) {
        answered = connectFiller();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Oracle stand-in: the queue could not be filled", e);
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

  void release() {
    lock.lock();
    try {
      for (SocketChannel filler : fillers) {
        filler.close();
      }
      fillers.clear();
      held = false;
      released.signalAll();
    } catch (IOException e) {
      throw new UncheckedIOException("Oracle stand-in: the queue could not be emptied", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    release();
    server.close();
    thread.join();
  }
}
