package dev.signalbox.relay.stream.window;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much was sent and is not answered, and when an answer came last.
 *
 * <p>Threading: under the lock of its window.
 */
final class Outstanding {
  private final LongSupplier nanoTime;
  private final long mostBytes;
  private int rows;
  private long bytes;
  private long lastMovement;
  private long movements;

  /**
   * @param mostBytes as many are on their way at most, unless one row has more
   * @param nanoTime a clock
   */
  Outstanding(long mostBytes, LongSupplier nanoTime) {
    this.mostBytes = mostBytes;
    this.nanoTime = nanoTime;
  }

  int rows() {
    return rows;
  }

  boolean hasRoom(long more) {
    return rows == 0 || bytes + more <= mostBytes;
  }

  void sent(long size) {
    if (rows == 0) {
      lastMovement = nanoTime.getAsLong();
    }
    rows++;
    bytes += size;
  }

  void answered(long size) {
    rows--;
    bytes -= size;
    movements++;
    lastMovement = nanoTime.getAsLong();
  }

  /** No answer counts any more. */
  void clear() {
    rows = 0;
    bytes = 0;
  }

  /** When the last answer came, by the clock. */
  long lastMovement() {
    return lastMovement;
  }

  /** Rises with every answer. */
  long movements() {
    return movements;
  }

  /** How long nothing has come while something is outstanding. */
  Duration silence() {
    return rows == 0 ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - lastMovement);
  }
}
