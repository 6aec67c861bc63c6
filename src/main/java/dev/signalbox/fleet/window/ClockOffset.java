package dev.signalbox.fleet.window;

import java.time.Duration;
import java.time.Instant;

/**
 * By how much an engine's clock is late, as far as can be told from what it says. A message is
 * under way for some time, so the least that was seen of it counts, and one that comes late says
 * nothing until the next one says the same. Small differences are left alone, and what is known is
 * changed only where that makes a difference: each change moves all of the engine's times.
 *
 * <p>Not thread-safe.
 */
final class ClockOffset {
  /** Nobody minds it, and a network may be to blame. */
  private static final Duration SMALL = Duration.ofSeconds(2);

  private static final Duration NOTICEABLE = Duration.ofMillis(500);

  /** No clock is: whoever says so means something else. */
  private static final Duration MOST = Duration.ofDays(3_650);

  private Duration late = Duration.ZERO;
  private Duration before = Duration.ZERO;
  private boolean known;

  /** A message of this moment by the engine's clock has come now. */
  void heard(Instant told, Instant now) {
    Duration seen = Duration.between(told, now);
    if (seen.abs().compareTo(MOST) > 0) {
      return;
    }
    Duration least = known && before.compareTo(seen) < 0 ? before : seen;
    before = seen;
    boolean earlier = seen.compareTo(late.minus(NOTICEABLE)) < 0;
    boolean later = least.compareTo(late.plus(SMALL)) > 0;
    if (!known || earlier || later) {
      known = true;
      late = earlier ? seen : least;
    }
  }

  /** Zero if it is as good as right. */
  Duration late() {
    return late.abs().compareTo(SMALL) > 0 ? late : Duration.ZERO;
  }
}
