package dev.signalbox.ui.log.lines;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time. An immutable value.
 *
 * @param to the first moment behind it
 */
public record TimeRange(Instant from, Instant to) {
  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  public Duration length() {
    return Duration.between(from, to);
  }
}
