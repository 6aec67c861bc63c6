package dev.signalbox.base;

import java.time.Duration;
import java.time.Instant;

/** The only source of time for everything that decides; tests move it by hand. */
public interface Scheduler {

  Instant now();

  /** Nanoseconds of a clock that is never set, for measuring how long something takes. */
  long nanoTime();

  /**
   * Runs an action once, later, on the scheduler's own thread; the action must not block.
   *
   * @return stops the action if it has not begun
   */
  Cancellation schedule(Duration delay, Runnable action);

  /** Stops something that was scheduled. */
  @FunctionalInterface
  interface Cancellation {
    Cancellation NONE = () -> {};

    void cancel();
  }
}
