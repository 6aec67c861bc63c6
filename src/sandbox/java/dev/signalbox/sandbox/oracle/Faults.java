package dev.signalbox.sandbox.oracle;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The misbehaviour ordered at each phase, how often each phase was reached, and the waiting it
 * takes to misbehave. Safe for any thread.
 */
final class Faults {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Phase, Misbehaviour> ordered = new EnumMap<>(Phase.class);
  private final Map<Phase, Integer> arrivals = new EnumMap<>(Phase.class);

  void order(Phase phase, Misbehaviour misbehaviour) {
    lock.lock();
    try {
      ordered.put(phase, misbehaviour);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      ordered.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Nullable Misbehaviour at(Phase phase) {
    lock.lock();
    try {
      return ordered.get(phase);
    } finally {
      lock.unlock();
    }
  }

  @Nullable Misbehaviour arrive(Phase phase) {
    lock.lock();
    try {
      arrivals.merge(phase, 1, Integer::sum);
      return ordered.get(phase);
    } finally {
      lock.unlock();
    }
  }

  int arrivals(Phase phase) {
    lock.lock();
    try {
      return arrivals.getOrDefault(phase, 0);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is ordered at the phase any more, or the wait has lost its purpose. */
  void awaitBehaviour(Phase phase, BooleanSupplier pointless) throws InterruptedException {
    lock.lock();
    try {
      while (ordered.containsKey(phase) && !pointless.getAsBoolean()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the given time, or less when the wait has lost its purpose. */
  void pause(Duration time, BooleanSupplier pointless) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    lock.lock();
    try {
      long left = time.toNanos();
      while (left > 0 && !pointless.getAsBoolean()) {
        changed.awaitNanos(left);
        left = end - System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Has every waiter look again at whether its wait still has a purpose. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
