package dev.signalbox.connection.state;

import java.time.Instant;
import java.util.Optional;

/**
 * How often an endpoint was retried since it last worked or was last asked for.
 *
 * @param count retries begun or planned
 * @param since when the first of these failures happened
 * @param afterSession whether a session came before these retries, so that what the endpoint names
 *     is known to exist
 */
public record Retries(int count, Optional<Instant> since, boolean afterSession) {
  public static final Retries NONE = new Retries(0, Optional.empty(), false);

  /** None yet, of an endpoint whose session has just been given up. */
  public static final Retries AFTER_SESSION = new Retries(0, Optional.empty(), true);

  public Retries next(Instant failedAt) {
    return new Retries(count + 1, Optional.of(since.orElse(failedAt)), afterSession);
  }

  /** Counted anew, because somebody asks again; what is known of the endpoint stays known. */
  public Retries anew() {
    return afterSession ? AFTER_SESSION : NONE;
  }

  /**
   * Whether trying again can help against such a failure. A service that was there a moment ago and
   * is unknown now is restarting: a listener forgets its database for as long as that is down.
   */
  public boolean canHelp(FailureKind kind) {
    return kind.isRetryable() || (afterSession && kind == FailureKind.UNKNOWN_SERVICE);
  }
}
