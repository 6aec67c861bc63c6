package dev.signalbox.base;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
  private final AtomicBoolean delivering = new AtomicBoolean();
  private final Consumer<Runnable> threads;

  Outbox() {
    this(Thread.ofVirtual().name("notifications")::start);
  }

  /**
   * @param threads runs what it is given on a fresh thread, or throws
   */
  Outbox(Consumer<Runnable> threads) {
    this.threads = threads;
  }

  /**
   * Returns at once. Call it under the owner's lock if that is what fixes the order. Where there is
   * no room for a thread, the notification waits for the next one.
   */
  void add(Runnable notification) {
    queue.add(notification);
    if (delivering.compareAndSet(false, true)) {
      start();
    }
  }

  private void start() {
    try {
      threads.accept(this::deliver);
    } catch (OutOfMemoryError | RuntimeException e) {
      delivering.set(false);
      // Not thrown: its owner is in the middle of a change, which is none the worse for this.
      LOG.error("Notifications have to wait: {}", e.toString());
    }
  }

  private void deliver() {
    do {
      try {
        deliverAll();
      } finally {
        delivering.set(false);
      }
    } while (!queue.isEmpty() && delivering.compareAndSet(false, true));
  }

  private void deliverAll() {
    for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
      run(next);
    }
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
