package dev.signalbox.connection.jdbc;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * One borrower's call, from waiting for a connection to giving it back. Others may interrupt its
 * thread through here and nowhere else, so the interrupt can be taken back when the call ends.
 * Thread-safe; the methods named after a step belong to the borrower's thread.
 */
final class ActiveCall {
  private final Thread thread = Thread.currentThread();
  private final boolean ping;
  private @Nullable Connection connection;
  private boolean interrupted;
  private boolean expired;
  private boolean departed;

  /**
   * @param ping whether the heartbeat makes it, not a borrower
   */
  ActiveCall(boolean ping) {
    this.ping = ping;
  }

  /**
   * The borrower has its connection. Takes back the interrupt of a wait that ended just in time.
   */
  synchronized void borrowed(Connection borrowed) {
    connection = borrowed;
    if (expired) {
      expired = false;
      takeBackInterrupt();
    }
  }

  /** The borrower is done. */
  synchronized void depart() {
    departed = true;
    takeBackInterrupt();
  }

  private void takeBackInterrupt() {
    if (interrupted) {
      interrupted = false;
      Thread.interrupted();
    }
  }

  /** Ends the wait for a connection, if it still lasts. */
  synchronized void expire() {
    if (connection == null && !departed) {
      expired = true;
      interrupt();
    }
  }

  synchronized boolean hasExpired() {
    return expired;
  }

  /** Makes the thread return. */
  synchronized void interrupt() {
    if (!departed) {
      interrupted = true;
      thread.interrupt();
    }
  }

  /** Whether a borrower works on a connection at the moment. */
  synchronized boolean isWork() {
    return !ping && connectionInUse() != null;
  }

  /** What it works on at the moment, if it does. */
  synchronized @Nullable Connection connectionInUse() {
    return departed ? null : connection;
  }
}
