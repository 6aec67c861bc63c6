package dev.signalbox.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * How often an endpoint was retried since it last worked or was last asked for.
 *
 * @param count retries begun or planned
 * @param since when the first of these failures happened
 */
public record Retries(int count, Optional<Instant> since) {
  public static final Retries NONE = new Retries(0, Optional.empty());

  Retries next(Instant failedAt) {
    return new Retries(count + 1, Optional.of(since.orElse(failedAt)));
  }
}
