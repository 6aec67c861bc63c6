package dev.signalbox.fleet.engine;

import java.time.Duration;

/**
 * How often something may be done: some times at once, and in the long run no more often than once
 * in a while. Not thread-safe.
 */
final class TokenBucket {
  private final int size;
  private final long refill;
  private double tokens;
  private long filledAt;

  /**
   * A full one.
   *
   * @param size how often at once
   * @param refill how long until once more
   * @param nanoTime of now
   */
  TokenBucket(int size, Duration refill, long nanoTime) {
    this.size = size;
    this.refill = refill.toNanos();
    this.tokens = size;
    this.filledAt = nanoTime;
  }

  /** How long to wait until it may be done; zero if now. */
  Duration delay(long nanoTime) {
    fill(nanoTime);
    return tokens >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) * refill));
  }

  /** It is done now. */
  void take(long nanoTime) {
    fill(nanoTime);
    tokens = Math.max(0, tokens - 1);
  }

  private void fill(long nanoTime) {
    tokens = Math.min(size, tokens + (double) (nanoTime - filledAt) / refill);
    filledAt = nanoTime;
  }
}
