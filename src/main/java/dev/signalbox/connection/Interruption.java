package dev.signalbox.connection;

import java.time.Duration;

/**
 * Interrupts until the thread has ended. One interrupt is not enough: a driver may swallow it and
 * go on with its next server.
 */
final class Interruption {
  static final Duration INTERVAL = Duration.ofMillis(20);
  static final Duration LIMIT = Duration.ofMillis(500);

  private Interruption() {}

  /** Begins at once on a virtual thread of its own and returns. */
  static void of(Thread target) {
    Thread.ofVirtual().name("interrupt " + target.getName()).start(() -> persist(target));
  }

  private static void persist(Thread target) {
    Deadline deadline = Deadline.in(LIMIT);
    try {
      do {
        target.interrupt();
      } while (!target.join(INTERVAL) && !deadline.isPassed());
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if someone does, it has been told to stop.
      Thread.currentThread().interrupt();
    }
  }
}
