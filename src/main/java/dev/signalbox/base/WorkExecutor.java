package dev.signalbox.base;

/**
 * Starts blocking work on a fresh virtual thread. Beside a window each work is the body of a JavaFX
 * task; without one it is just the thread. Either way the work itself is the same.
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
   */
  record Work(String name, Runnable body) {}
}
