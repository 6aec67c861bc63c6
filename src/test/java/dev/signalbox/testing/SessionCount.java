package dev.signalbox.testing;

import java.util.concurrent.atomic.AtomicInteger;

/** What became of a connector's sessions. Thread-safe. */
public final class SessionCount {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger closedInterrupted = new AtomicInteger();

  void countOpened() {
    opened.incrementAndGet();
  }

  void countClosed(boolean interrupted) {
    closed.incrementAndGet();
    if (interrupted) {
      closedInterrupted.incrementAndGet();
    }
  }

  public int opened() {
    return opened.get();
  }

  /** Closes that have begun. */
  public int closed() {
    return closed.get();
  }

  /** Closes that began with the interrupt flag set, under which real drivers leak. */
  public int closedInterrupted() {
    return closedInterrupted.get();
  }
}
