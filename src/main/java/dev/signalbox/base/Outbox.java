package dev.signalbox.base;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notifications in the order in which they were added, one at a time, each time on a fresh
 * virtual thread that ends when nothing is left.
 *
 * <p>Never on the thread that adds: that may hold its owner's lock, be the FX thread or the shared
 * timer, or be a driver's thread that is just being interrupted. So a listener may call back into
 * its source, may take its time, and never sees an interrupt that was meant for somebody else.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger undelivered = new AtomicInteger();

  /** Returns at once. Call it under the owner's lock if that is what fixes the order. */
  void add(Runnable notification) {
    queue.add(notification);
    if (undelivered.getAndIncrement() == 0) {
      Thread.ofVirtual().name("notifications").start(this::deliver);
    }
  }

  private void deliver() {
    do {
      run(queue.remove());
    } while (undelivered.decrementAndGet() != 0);
  }

  private static void run(Runnable notification) {
    try {
      notification.run();
    } catch (Throwable t) {
      // One listener's mistake must not keep the others from hearing.
      LOG.error("A listener failed: {}", t.toString(), t);
    }
  }
}
