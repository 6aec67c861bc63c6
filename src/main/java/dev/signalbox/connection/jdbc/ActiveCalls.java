package dev.signalbox.connection.jdbc;

import dev.signalbox.base.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The calls under way in one session. Thread-safe. */
final class ActiveCalls {
  /** How often a thread that will not depart is interrupted again. */
  private static final Duration INTERRUPT_INTERVAL = Duration.ofMillis(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition departure = lock.newCondition();
  private final Set<ActiveCall> calls = new HashSet<>();
  private boolean refusing;

  /**
   * Registers the calling thread.
   *
   * @param ping whether it is the heartbeat's, not a borrower's
   * @throws SQLException if the session is closing
   */
  ActiveCall enter(boolean ping) throws SQLException {
    lock.lock();
    try {
      if (refusing) {
        throw closing();
      }
      ActiveCall call = new ActiveCall(ping);
      calls.add(call);
      return call;
    } finally {
      lock.unlock();
    }
  }

  void leave(ActiveCall call) {
    call.depart();
    lock.lock();
    try {
      calls.remove(call);
      departure.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** From now on nobody enters. */
  void refuse() {
    lock.lock();
    try {
      refusing = true;
    } finally {
      lock.unlock();
    }
  }

  /** How many connections borrowers work on. */
  int atWork() {
    return (int) snapshot().stream().filter(ActiveCall::isWork).count();
  }

  boolean isRefusing() {
    lock.lock();
    try {
      return refusing;
    } finally {
      lock.unlock();
    }
  }

  /** Why a call that finds the session closing, or is sent home by that, comes to nothing. */
  static SQLException closing() {
    return new SQLNonTransientConnectionException("The session is closing");
  }

  /** The connections being worked on. */
  List<Connection> connectionsInUse() {
    return snapshot().stream().map(ActiveCall::connectionInUse).filter(Objects::nonNull).toList();
  }

  /** Interrupts until everyone has departed; returns whether they have by the deadline. */
  boolean interruptUntilDeparted(Deadline deadline) throws InterruptedException {
    do {
      snapshot().forEach(ActiveCall::interrupt);
    } while (!awaitDeparture(deadline.within(INTERRUPT_INTERVAL)) && !deadline.isPassed());
    return snapshot().isEmpty();
  }

  /** Returns whether everyone has departed by the deadline. */
  boolean awaitDeparture(Deadline deadline) throws InterruptedException {
    lock.lock();
    try {
      while (!calls.isEmpty()) {
        if (!departure.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
          return calls.isEmpty();
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private List<ActiveCall> snapshot() {
    lock.lock();
    try {
      return List.copyOf(calls);
    } finally {
      lock.unlock();
    }
  }
}
