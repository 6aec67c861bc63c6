package dev.signalbox.connection.nats;

import dev.signalbox.base.ForeignText;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the driver says about one connection and keeps the last of it: the driver throws no
 * more than "unable to connect", the reason comes only here. Called on the shared callback thread,
 * never blocks.
 */
final class DriverReports implements ErrorListener, ConnectionListener {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.nats");
  private static final int KEPT = 8;
  private static final int KEPT_DENIALS = 64;

  /** Beyond these a server that complains without end would fill the log. */
  private static final int LOGGED = 100;

  private final Deque<Throwable> troubles = new ArrayDeque<>();
  private final Deque<String> denials = new ArrayDeque<>();
  private int logged;
  private final CompletableFuture<Void> denied = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  @Override
  public void errorOccurred(Connection connection, String error) {
    keep(new IOException(ForeignText.cut(error)));
    if (ServerError.PERMISSIONS_VIOLATION.isSaidBy(error)) {
      denied.complete(null);
      keepDenial(ForeignText.line(error));
    }
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception failure) {
    keep(failure);
  }

  @Override
  public void slowConsumerDetected(Connection connection, Consumer consumer) {
    LOG.debug("Slow consumer on {}", connection.getConnectedUrl());
  }

  @Override
  public void messageDiscarded(Connection connection, Message message) {
    LOG.debug("Discarded a message to {}", message.getSubject());
  }

  /** Deprecated, but the one method of the interface that has to be there. */
  @Override
  @SuppressWarnings("deprecation")
  public void connectionEvent(Connection connection, Events event) {
    LOG.debug("Driver event: {}", event);
    if (event == Events.CLOSED) {
      closed.complete(null);
    }
  }

  private void keep(Throwable trouble) {
    if (logged < LOGGED) {
      logged++;
      // As an exception: its words are looked through for secrets.
      LOG.debug("Driver trouble", trouble);
    }
    synchronized (troubles) {
      if (troubles.size() == KEPT) {
        troubles.removeFirst();
      }
      troubles.addLast(trouble);
    }
  }

  private void keepDenial(String words) {
    synchronized (denials) {
      if (denials.size() == KEPT_DENIALS) {
        denials.removeFirst();
      }
      denials.addLast(words);
    }
  }

  /** What the server has said of late that may not be done with that subject. */
  Optional<String> denial(String subject) {
    String named = '"' + subject + '"';
    synchronized (denials) {
      return denials.stream().filter(words -> words.contains(named)).findFirst();
    }
  }

  /** Adds to the failure what was heard, latest first, so that the diagnosis finds the reason. */
  <T extends Throwable> T explain(T failure) {
    synchronized (troubles) {
      troubles.descendingIterator().forEachRemaining(failure::addSuppressed);
    }
    return failure;
  }

  /** Completes when the server has first said that something is not permitted. */
  CompletableFuture<Void> denied() {
    return denied;
  }

  /** Completes when the driver has closed the connection, for whatever reason. */
  CompletableFuture<Void> closed() {
    return closed;
  }
}
