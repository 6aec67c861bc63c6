package dev.signalbox.base;

import java.util.Optional;
import java.util.function.Supplier;

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
   * @param limit tells when it will be given up, which may be put off while it is under way; empty
   *     for work without an end, such as a poll loop
   */
  record Work(String name, String subject, Optional<Supplier<Deadline>> limit, Runnable body) {}
}
