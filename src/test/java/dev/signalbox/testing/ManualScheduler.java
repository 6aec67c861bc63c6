package dev.signalbox.testing;

import dev.signalbox.base.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that passes only when the test says so.
 *
 * <p>Threading: schedule and cancel from any thread; due actions run on the thread that moves time,
 * in the order of their times, outside of any lock.
 */
public final class ManualScheduler implements Scheduler {
  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(Comparator.comparing(Planned::due).thenComparingLong(Planned::number));
  private Instant now = Instant.parse("2026-01-01T10:00:00Z");
  private long number;

  private record Planned(Instant due, long number, Runnable action) {}

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  /** How often something was to be done later, so far. */
  public synchronized long scheduled() {
    return number;
  }

  @Override
  public synchronized Cancellation schedule(Duration delay, Runnable action) {
    Planned entry =
        new Planned(now.plus(delay.isNegative() ? Duration.ZERO : delay), number++, action);
    planned.add(entry);
    return () -> remove(entry);
  }

  private synchronized void remove(Planned entry) {
    planned.remove(entry);
  }

  /** Lets that much time pass and runs what falls due in it. */
  public void advance(Duration time) {
    Instant end = now().plus(time);
    while (runNext(end)) {}
    moveTo(end);
  }

  /** How many actions wait for their time. */
  public synchronized int waiting() {
    return planned.size();
  }

  private boolean runNext(Instant end) {
    Planned next;
    synchronized (this) {
      next = planned.peek();
      if (next == null || next.due().isAfter(end)) {
        return false;
      }
      planned.remove();
      moveTo(next.due());
    }
    next.action().run();
    return true;
  }

  private synchronized void moveTo(Instant time) {
    now = time.isAfter(now) ? time : now;
  }
}
