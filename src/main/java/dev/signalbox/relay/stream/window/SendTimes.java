package dev.signalbox.relay.stream.window;

import dev.signalbox.relay.state.PublishLatency;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When rows were sent, and how long the answers to them took.
 *
 * <p>Threading: under the lock of its window.
 */
final class SendTimes {
  private final LongSupplier nanoTime;

  /** Of the rows that may be on their way together, each at the place of its number. */
  private final long[] sent;

  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  /**
   * Of no row yet.
   *
   * @param rows as many are on their way at most
   * @param nanoTime a clock
   */
  SendTimes(int rows, LongSupplier nanoTime) {
    this.sent = new long[rows];
    this.nanoTime = nanoTime;
  }

  void sent(long row) {
    sent[place(row)] = nanoTime.getAsLong();
  }

  /** An answer to the last sending of that row has come, at that time of the clock. */
  void acknowledged(long row, long now) {
    long took = now - sent[place(row)];
    least = Math.min(least, took);
    most = Math.max(most, took);
  }

  private int place(long row) {
    return (int) Math.floorMod(row, (long) sent.length);
  }

  /** Of all that was acknowledged since this was last asked; empty if nothing was. */
  Optional<PublishLatency> take() {
    if (least > most) {
      return Optional.empty();
    }
    PublishLatency taken = new PublishLatency(Duration.ofNanos(least), Duration.ofNanos(most));
    least = Long.MAX_VALUE;
    most = Long.MIN_VALUE;
    return Optional.of(taken);
  }
}
