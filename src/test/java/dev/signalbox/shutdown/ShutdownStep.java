package dev.signalbox.shutdown;

import dev.signalbox.shutdown.state.ShutdownPhase;
import java.util.Optional;

/**
 * Where the thread of a shutdown stands: between two of these it does something to the owners. What
 * it does to several owners in a row, without looking at any of them in between, is one step here:
 * what happens to one owner commutes with what is done to another, so no order is lost. What it
 * tells the program before it retires the relay is a step of its own: the guard of Start lies
 * between the two.
 */
enum ShutdownStep {
  OPEN(false),
  /** The request was accepted; the thread has not looked at the relay yet. */
  REQUESTED(false),
  /** It saw no polling: attempts come first. */
  SEEN_IDLE(false),
  ATTEMPTS_FIRST(true, ShutdownPhase.ATTEMPTS),
  RELAY_LAST(true, ShutdownPhase.RELAY),
  STOPPING_LAST(true, ShutdownPhase.RELAY),
  STOPPING_LAST_URGENTLY(true, ShutdownPhase.RELAY),
  /** It saw polling: the relay may need its connections in order to commit. */
  SEEN_ACTIVE(false),
  /** The phase was told to the program; the relay is not retired yet. */
  RELAY_BEGUN(false, ShutdownPhase.RELAY),
  RELAY_FIRST(true, ShutdownPhase.RELAY),
  STOPPING_FIRST(true, ShutdownPhase.RELAY),
  STOPPING_FIRST_URGENTLY(true, ShutdownPhase.RELAY),
  ATTEMPTS_LAST(true, ShutdownPhase.ATTEMPTS),
  CLOSING_FIRST(true, ShutdownPhase.NATS),
  CLOSING_OTHERS(true, ShutdownPhase.DATABASES),
  FLUSHING(true, ShutdownPhase.LOGS),
  CLOSED(true);

  /** The budget, in parts that stay whole when halved as often as it is done. */
  static final int BUDGET = 16;

  private final boolean retired;
  private final Optional<ShutdownPhase> phase;

  ShutdownStep(boolean retired) {
    this.retired = retired;
    this.phase = Optional.empty();
  }

  ShutdownStep(boolean retired, ShutdownPhase phase) {
    this.retired = retired;
    this.phase = Optional.of(phase);
  }

  /** Whether the relay has been told never to start again. */
  boolean isRelayRetired() {
    return retired;
  }

  /** The phase whose beginning has been told to the program. */
  Optional<ShutdownPhase> phase() {
    return phase;
  }

  /** Whether the thread waits here until its condition holds or its time is up. */
  boolean waits() {
    // A wait has a limit, and so has nothing else.
    return limit(this, BUDGET) > 0;
  }

  /** Where it goes on; {@code yes} if what it looked at or waited for is so. */
  ShutdownStep next(boolean yes) {
    return switch (this) {
      case OPEN -> REQUESTED;
      case REQUESTED -> yes ? SEEN_ACTIVE : SEEN_IDLE;
      case SEEN_IDLE -> ATTEMPTS_FIRST;
      case ATTEMPTS_FIRST -> RELAY_LAST;
      case RELAY_LAST -> STOPPING_LAST;
      case STOPPING_LAST -> yes ? CLOSING_FIRST : STOPPING_LAST_URGENTLY;
      case STOPPING_LAST_URGENTLY, ATTEMPTS_LAST -> CLOSING_FIRST;
      case SEEN_ACTIVE -> RELAY_BEGUN;
      case RELAY_BEGUN -> RELAY_FIRST;
      case RELAY_FIRST -> STOPPING_FIRST;
      case STOPPING_FIRST -> yes ? ATTEMPTS_LAST : STOPPING_FIRST_URGENTLY;
      case STOPPING_FIRST_URGENTLY -> ATTEMPTS_LAST;
      case CLOSING_FIRST -> CLOSING_OTHERS;
      case CLOSING_OTHERS -> FLUSHING;
      case FLUSHING, CLOSED -> CLOSED;
    };
  }

  /** How long it waits here at most, as the sequence bounds it. */
  static int limit(ShutdownStep step, int left) {
    return switch (step) {
      case STOPPING_FIRST, STOPPING_LAST -> Math.min(left, BUDGET / 2);
      case STOPPING_FIRST_URGENTLY, STOPPING_LAST_URGENTLY, CLOSING_FIRST -> left / 2;
      case CLOSING_OTHERS -> left;
      // The short wait for abandoned attempts is left out: it is bounded by what is left, too.
      case OPEN,
          REQUESTED,
          SEEN_IDLE,
          ATTEMPTS_FIRST,
          RELAY_LAST,
          SEEN_ACTIVE,
          RELAY_BEGUN,
          RELAY_FIRST,
          ATTEMPTS_LAST,
          FLUSHING,
          CLOSED ->
          0;
    };
  }
}
