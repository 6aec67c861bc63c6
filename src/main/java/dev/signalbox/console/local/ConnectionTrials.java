package dev.signalbox.console.local;

import dev.signalbox.base.Subscription;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.console.TrialNews;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The tests of drafts that are under way, a few at a time; the closing program waits for none.
 *
 * <p>Threading: any thread; nothing here blocks.
 */
final class ConnectionTrials {
  private static final int MOST = 3;

  private final Set<ConnectionTrial> running = new HashSet<>();
  private boolean closed;

  /** Begins one; what closes it abandons it. */
  Subscription begin(ConnectionSupervisor supervisor, Consumer<TrialNews> listener) {
    ConnectionTrial trial = new ConnectionTrial(supervisor, listener);
    synchronized (running) {
      if (closed || running.size() >= MOST) {
        listener.accept(
            new TrialNews.Refused(
                closed ? "Signalbox is closing" : "other tests are under way: cancel one first"));
        return () -> {};
      }
      running.add(trial);
    }
    trial.begin(() -> forget(trial));
    return trial;
  }

  private void forget(ConnectionTrial trial) {
    synchronized (running) {
      running.remove(trial);
    }
  }

  /** Abandons all of them, and begins no more. */
  void close() {
    Set<ConnectionTrial> left;
    synchronized (running) {
      closed = true;
      left = Set.copyOf(running);
    }
    left.forEach(ConnectionTrial::close);
  }
}
