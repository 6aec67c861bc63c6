package dev.signalbox.connection.state;

import java.time.Duration;
import java.time.Instant;

/**
 * What a transition makes the supervisor do. All of these are started, none of them is waited for.
 */
public sealed interface ConnectionEffect {

  record StartAttempt(AttemptId attempt) implements ConnectionEffect {}

  record AbandonAttempt(AttemptId attempt) implements ConnectionEffect {}

  /** The session offered by this attempt now belongs to the supervisor. */
  record AdoptSession(AttemptId attempt) implements ConnectionEffect {}

  /**
   * Close the session.
   *
   * @param orderly whether the peer is believed alive, so that draining makes sense
   * @param limit how long it may take before it is given up
   */
  record CloseSession(AttemptId session, boolean orderly, Duration limit)
      implements ConnectionEffect {
    /** How long a close may take when nobody says otherwise. */
    public static final Duration USUAL_LIMIT = Duration.ofSeconds(5);
  }

  record ArmRetry(Instant at) implements ConnectionEffect {}

  record DisarmRetry() implements ConnectionEffect {}
}
