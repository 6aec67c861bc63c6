package dev.signalbox.connection;

import java.time.Instant;

/**
 * What a transition makes the supervisor do. All of these are started, none of them is waited for.
 */
public sealed interface ConnectionEffect {

  record StartAttempt(AttemptId attempt, Instant deadline) implements ConnectionEffect {}

  record AbandonAttempt(AttemptId attempt) implements ConnectionEffect {}

  /** The session offered by this attempt now belongs to the supervisor. */
  record AdoptSession(AttemptId attempt) implements ConnectionEffect {}

  /**
   * Close the session.
   *
   * @param orderly whether the peer is believed alive, so that draining makes sense
   */
  record CloseSession(AttemptId session, boolean orderly) implements ConnectionEffect {}

  record ArmRetry(Instant at) implements ConnectionEffect {}

  record DisarmRetry() implements ConnectionEffect {}
}
