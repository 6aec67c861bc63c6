package dev.signalbox.connection.driver;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.ConnectPhase;

/**
 * What a connector is told about the attempt it works for, and what it tells in return.
 * Thread-safe.
 */
public interface ConnectScope {

  /**
   * Announces the phase that begins now. {@link ConnectPhase#TCP} means that the driver has taken
   * over: from then on TCP, TLS and login are told apart by looking at the thread. {@link
   * ConnectPhase#PASSWORD} has no deadline; that begins with the phase that follows.
   *
   * @throws AttemptAbandonedException if nobody waits for this attempt any more
   */
  void enter(ConnectPhase phase);

  /** When the attempt will be given up. Counted from the answer if a password is asked for. */
  Deadline deadline();

  boolean isAbandoned();

  /**
   * Registers what makes the driver give up, besides the interrupt. Runs at once if the attempt is
   * abandoned already; must not block.
   */
  void whenAbandoned(Runnable action);

  /** Reports that the session opened in this scope is gone. Ignored once the session is closed. */
  void sessionLost(Throwable cause);
}
