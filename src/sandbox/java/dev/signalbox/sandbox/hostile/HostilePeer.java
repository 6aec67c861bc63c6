package dev.signalbox.sandbox.hostile;

import dev.signalbox.sandbox.tcp.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens on loopback and treats everyone who connects in the same bad way.
 *
 * <pre>{@code
 * try (HostilePeer peer = HostilePeer.start(Protocol.NATS, new Hostility.Floods())) {
 *   ... connect to peer.port() ...
 * }
 * }</pre>
 */
public final class HostilePeer implements AutoCloseable {
  private static final Duration DRIP = Duration.ofSeconds(1);

  private final Protocol protocol;
  private final Hostility hostility;
  private final Map<Client, Thread> clients = new ConcurrentHashMap<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Listener listener;

  private HostilePeer(Protocol protocol, Hostility hostility) throws IOException {
    this.protocol = protocol;
    this.hostility = hostility;
    this.listener = new Listener(this::accept);
  }

  /** Opens a free port and starts to listen. */
  public static HostilePeer start(Protocol protocol, Hostility hostility) throws IOException {
    return new HostilePeer(protocol, hostility);
  }

  public int port() {
    return listener.port();
  }

  /** How many have connected since the start. */
  public int accepted() {
    return accepted.get();
  }

  private void accept(Socket socket) {
    accepted.incrementAndGet();
    Client client;
    try {
      client = new Client(socket);
    } catch (IOException e) {
      throw new UncheckedIOException("Hostile peer: a client could not be met", e);
    }
    // Of its own, for a write that blocks a carrier would be this peer's harm to the test itself.
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("hostile-" + port() + "-client")
            .unstarted(() -> treat(client));
    clients.put(client, thread);
    thread.start();
  }

  private void treat(Client client) {
    try (client) {
      Speech speech = protocol.speech();
      switch (hostility) {
        case Hostility.Silent _ -> client.awaitEnd();
        case Hostility.Closes _ -> client.close();
        case Hostility.Drips _ -> {
          client.drip(speech.greeting(client.port()), DRIP);
          client.awaitEnd();
        }
        case Hostility.Floods _ -> speech.flood(client);
        case Hostility.Announces _ -> speech.announce(client);
        case Hostility.Misstates _ -> {
          speech.misstate(client);
          client.awaitEnd();
        }
        case Hostility.Complains(var poison) -> {
          speech.complain(client, poison);
          client.awaitEnd();
        }
        case Hostility.Garbage(var seed) -> client.sayAtRandom(seed);
        case Hostility.Redirects _ -> speech.redirect(client);
        case Hostility.BeginsAnew _ -> speech.beginAnew(client);
        case Hostility.AnswersHugely _ -> {
          speech.answerHugely(client);
          client.awaitEnd();
        }
      }
    } catch (IOException e) {
      // The client has had enough, or this peer is being closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }

  /** Closes the port and all connections, and waits until their threads have ended. */
  @Override
  public void close() throws IOException, InterruptedException {
    listener.close();
    Map<Client, Thread> open = Map.copyOf(clients);
    open.keySet().forEach(Client::close);
    for (Thread thread : open.values()) {
      thread.join();
    }
  }
}
