package dev.signalbox.base;

import java.time.Duration;

/**
 * Interrupts until the thread has ended. One interrupt is not enough: a driver may swallow it and
 * go on with its next server.
 */
public final class Interruption {
  static final Duration INTERVAL = Duration.ofMillis(20);

  /** A thread that is deaf for so long is interrupted only this often from then on. */
  static final Duration LIMIT = Duration.ofMillis(500);

  private Interruption() {}

  /** Begins at once on a virtual thread of its own and returns. */
  public static void of(Thread target) {
    Thread.ofVirtual().name("interrupt " + target.getName()).start(() -> untilEnded(target));
  }

  /**
   * Blocks until the thread has ended, however long that takes: the caller is counted in its place.
   * An interrupt of the caller changes nothing and is kept.
   */
  static void untilEnded(Thread target) {
    Deadline deadline = Deadline.in(LIMIT);
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      target.interrupt();
      try {
        ended = target.join(deadline.isPassed() ? LIMIT : INTERVAL);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
