package dev.signalbox.sandbox.tcp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The fault that is on, and the traffic so far; every change of either wakes all who wait. */
final class Valve {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Fault fault = new Fault.None();
  private Traffic traffic = Traffic.NONE;

  Fault fault() {
    lock.lock();
    try {
      return fault;
    } finally {
      lock.unlock();
    }
  }

  Traffic traffic() {
    lock.lock();
    try {
      return traffic;
    } finally {
      lock.unlock();
    }
  }

  void turn(Fault next) {
    lock.lock();
    try {
      fault = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void count(UnaryOperator<Traffic> change) {
    lock.lock();
    try {
      traffic = change.apply(traffic);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the fault is another one than this, or there is nothing to wait for any more. */
  void awaitOther(Fault present, BooleanSupplier over) throws InterruptedException {
    lock.lock();
    try {
      traffic = traffic.holding(1);
      changed.signalAll();
      while (fault.equals(present) && !over.getAsBoolean()) {
        changed.await();
      }
    } finally {
      traffic = traffic.holding(-1);
      changed.signalAll();
      lock.unlock();
    }
  }

  /** Waits for this long, or until the fault is another one. */
  void pause(Fault present, Duration time) throws InterruptedException {
    await(time, () -> !fault.equals(present));
  }

  /** Waits until the traffic is such; returns whether it was within the limit. */
  boolean awaitTraffic(Predicate<Traffic> condition, Duration limit) throws InterruptedException {
    return await(limit, () -> condition.test(traffic));
  }

  /** Something that waits elsewhere has changed. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The time in which a throttled connection may pass {@link #slice} bytes. */
  static Duration sliceTime() {
    return Duration.ofNanos(TimeUnit.MILLISECONDS.toNanos(10));
  }

  static int slice(Fault.Throttle throttle) {
    return Math.max(1, throttle.bytesPerSecond() / 100);
  }
}
