package dev.signalbox.sandbox.oracle;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Statements that take as long as one likes, as a query over a large table does: the server is well
 * and hears a cancel. Safe for any thread.
 */
final class Stall {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable String part;
  private int waiting;

  /** From now on statements with this in their text do not end. */
  void order(String inText) {
    lock.lock();
    try {
      part = inText;
    } finally {
      lock.unlock();
    }
  }

  /** All of them end. */
  void lift() {
    lock.lock();
    try {
      part = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when a statement with this text may go on, or has been cancelled. */
  void await(String sql, BooleanSupplier cancelled) {
    lock.lock();
    try {
      while (isStalled(sql) && !cancelled.getAsBoolean()) {
        waiting++;
        changed.awaitUninterruptibly();
        waiting--;
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isStalled(String sql) {
    return part != null && sql.contains(part);
  }

  /** A statement has been cancelled. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
