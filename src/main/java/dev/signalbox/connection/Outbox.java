package dev.signalbox.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notifications in the order in which they were added, one at a time, outside of the lock
 * under which they were added. So a listener may call back into its source, and two listeners with
 * locks of their own cannot deadlock through it. Whoever finds the outbox idle delivers; others
 * leave theirs with it.
 */
public final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger undelivered = new AtomicInteger();

  /** To be called under the owner's lock, which fixes the order. */
  public void add(Runnable notification) {
    queue.add(notification);
  }

  /** To be called without the owner's lock. */
  public void deliver() {
    if (undelivered.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
        run(next);
      }
      seen = undelivered.addAndGet(-seen);
    } while (seen != 0);
  }

  private static void run(Runnable notification) {
    try {
      notification.run();
    } catch (RuntimeException e) {
      // One listener's mistake must not keep the others from hearing.
      LOG.error("A listener failed: {}", e.toString(), e);
    }
  }
}
