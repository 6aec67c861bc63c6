package dev.signalbox.sandbox.oracle;

import java.time.Duration;

/**
 * What the stand-in does wrong at a {@link Phase}. Whether the request is carried out matters, for
 * a commit above all, so each kind says it. A client that gives up and closes its socket ends every
 * wait.
 */
public sealed interface Misbehaviour {

  /** Frozen: not carried out, no answer, cancels ignored, until {@link OracleStandIn#behave}. */
  record StopReplying() implements Misbehaviour {}

  /** Carried out; half of the answer's bytes, the rest after {@link OracleStandIn#behave}. */
  record ReplyHalf() implements Misbehaviour {}

  /** Carried out and answered after the delay, which a cancel cuts short (ORA-01013). */
  record ReplySlowly(Duration delay) implements Misbehaviour {}

  /** Carried out at once; the answer arrives byte by byte, with this pause before each. */
  record Dribble(Duration pause) implements Misbehaviour {}

  /** Not carried out; the connection is closed instead. */
  record Close() implements Misbehaviour {}

  /** Carried out; the connection is closed instead of answering, so the outcome is unknown. */
  record CloseAfterWork() implements Misbehaviour {}

  /**
   * Not carried out; answered with this ORA- number: at {@link Phase#CONNECT} as the listener's
   * refusal, from {@link Phase#AUTH_SESSKEY} on as the server's error.
   */
  record Fail(int code) implements Misbehaviour {}
}
