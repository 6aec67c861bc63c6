package dev.signalbox.base;

import java.time.Duration;
import java.util.Optional;

/**
 * Starts blocking work on a fresh virtual thread. The window wraps each work in a JavaFX task so
 * that its progress can be bound; without a window it is just the thread. Either way the work
 * itself is the same.
 */
@FunctionalInterface
public interface WorkExecutor {

  /** Starts it and returns the thread, which ends when the body does. */
  Thread start(Work work);

  /** Plain virtual threads, named after the work. */
  static WorkExecutor virtualThreads() {
    return work -> Thread.ofVirtual().name(work.name()).start(work.body());
  }

  /**
   * One piece of blocking work.
   *
   * @param name also the thread's name
   * @param subject what it is done for: "connection NAME" or "relay NAME"
   * @param allowed how long it may take; empty for work without an end, such as a poll loop
   */
  record Work(String name, String subject, Optional<Duration> allowed, Runnable body) {}
}
