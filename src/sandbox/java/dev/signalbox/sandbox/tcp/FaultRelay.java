package dev.signalbox.sandbox.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Stands in front of a server on this machine and forwards what its clients and it have to say to
 * each other, until it is told what should go wrong. Every method may be called from any thread.
 *
 * <pre>{@code
 * try (FaultRelay relay = FaultRelay.to(server.port())) {
 *   relay.set(new Fault.FreezeMessage(Direction.TO_CLIENT, 2, 0));
 *   ...
 *   relay.set(new Fault.None());
 * }
 * }</pre>
 */
public final class FaultRelay implements AutoCloseable {
  private final int target;
  private final Valve valve = new Valve();
  private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Listener listener;
  private volatile boolean closing;

  private FaultRelay(int target) throws IOException {
    this.target = target;
    this.listener = new Listener(this::serve);
  }

  /** Listens on a free port of loopback for clients of the server on that port. */
  public static FaultRelay to(int port) throws IOException {
    return new FaultRelay(port);
  }

  public int port() {
    return listener.port();
  }

  /** From now on this goes wrong and nothing else, for clients present and future. */
  public synchronized void set(Fault fault) {
    if (fault.equals(valve.fault())) {
      return;
    }
    valve.turn(fault);
    switch (fault) {
      case Fault.Blackhole _ -> listener.hold();
      case Fault.Refuse _ -> listener.refuse();
      case Fault.None _,
          Fault.Freeze _,
          Fault.FreezeMessage _,
          Fault.FreezeLongMessages _,
          Fault.Delay _,
          Fault.Throttle _,
          Fault.HalfClose _,
          Fault.Reset _ ->
          listener.admit();
    }
    for (RelayedConnection connection : connections) {
      try {
        connection.react(fault);
      } catch (IOException e) {
        // That connection has ended in the meantime.
        connection.close();
      }
    }
  }

  /** Tells both sides of every connection there is that the other one has crashed. */
  public void resetConnections() {
    connections.forEach(RelayedConnection::reset);
  }

  /**
   * The local ports of the connections with which a {@link Fault.Blackhole} keeps others out; they
   * are this process's own, and nobody's session.
   */
  public Set<Integer> fillerPorts() {
    return listener.fillerPorts();
  }

  public Fault fault() {
    return valve.fault();
  }

  public Traffic traffic() {
    return valve.traffic();
  }

  /** Waits until the traffic is such; returns whether it was within the limit. */
  public boolean awaitTraffic(Predicate<Traffic> condition, Duration limit)
      throws InterruptedException {
    return valve.awaitTraffic(condition, limit);
  }

  /** What has passed, and both ends of what is connected. */
  @Override
  public String toString() {
    return "Fault relay at port " + port() + ": " + traffic() + connections;
  }

  private void serve(Socket client) {
    // Counted before anything can go wrong with it, so that a test that waits for it sees it.
    valve.count(Traffic::opened);
    Thread thread =
        Thread.ofVirtual().name("relay-" + port() + "-client").unstarted(() -> connect(client));
    threads.add(thread);
    thread.start();
  }

  private void connect(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      RelayedConnection connection = new RelayedConnection(client, server, valve);
      connections.add(connection);
      try {
        if (closing) {
          connection.close();
        }
        connection.run();
      } finally {
        connections.remove(connection);
      }
    } catch (IOException e) {
      // The server does not take connections; closing the client's is how it hears of that.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      valve.count(Traffic::ended);
      threads.remove(Thread.currentThread());
    }
  }

  /** Closes the port and all connections, and waits until their threads have ended. */
  @Override
  public void close() {
    try {
      listener.close();
      closing = true;
      connections.forEach(RelayedConnection::close);
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Fault relay: port " + port() + " did not close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
