package dev.signalbox.connection;

import dev.signalbox.connection.state.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.AfterClose;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.Retries;
import java.time.Instant;
import java.util.Optional;

/**
 * What an event is made from under the supervisor's lock, in the instant in which it takes effect.
 *
 * @param state what the event will meet
 * @param next the attempt that the event may begin
 */
record EventContext(Instant now, ConnectionState state, NextAttempt next, RetryPolicy retryPolicy) {

  /** When to try again after the attempt under way has failed like this; empty if never. */
  Optional<Instant> retryAfterAttempt(Failure failure) {
    return state instanceof Connecting c
        ? retryPolicy.retryAt(failure, c.retries(), now)
        : Optional.empty();
  }

  /** When a retry that is due now, but may not begin, is due again; empty if never. */
  Optional<Instant> retryAfterWaiting() {
    return state instanceof Waiting w
        ? retryPolicy.retryAt(w.cause(), w.retries(), now)
        : Optional.empty();
  }

  /** When to try again after the session just closed was lost; empty if never, or if it was not. */
  Optional<Instant> retryAfterLoss() {
    return state instanceof Closing c && c.after() instanceof AfterClose.Recover r
        ? retryPolicy.retryAt(r.cause(), Retries.AFTER_SESSION, now)
        : Optional.empty();
  }
}
