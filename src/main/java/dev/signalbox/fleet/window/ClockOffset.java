package dev.signalbox.fleet.window;

import java.time.Duration;
import java.time.Instant;

/**
 * By how much an engine's clock is late, as far as can be told from what it says. A message is
 * under way for some time, so the least that was seen of it counts; small differences are left
 * alone.
 *
 * <p>Not thread-safe.
 */
final class ClockOffset {
  /** Nobody minds it, and a network may be to blame. */
  private static final Duration SMALL = Duration.ofSeconds(2);

  private Duration late = Duration.ZERO;
  private boolean known;

  /** A message of this moment by the engine's clock has come now. */
  void heard(Instant told, Instant now) {
    Duration seen = Duration.between(told, now);
    if (!known || seen.compareTo(late) < 0 || seen.minus(late).compareTo(SMALL) > 0) {
      known = true;
      late = seen;
    }
  }

  /** Zero if it is as good as right. */
  Duration late() {
    return late.abs().compareTo(SMALL) > 0 ? late : Duration.ZERO;
  }
}
