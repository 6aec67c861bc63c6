package dev.signalbox.base;

import java.time.Duration;

/**
 * One point in monotonic time, handed from step to step so that each spends what the ones before it
 * left.
 *
 * @param allowed how long it was when it was set
 * @param nanoTime the value of {@link System#nanoTime()} at which it passes
 */
public record Deadline(Duration allowed, long nanoTime) {

  public static Deadline in(Duration allowed) {
    return new Deadline(allowed, System.nanoTime() + allowed.toNanos());
  }

  /** The earlier of this deadline and one that far from now. */
  public Deadline within(Duration limit) {
    Deadline other = in(limit);
    return other.nanoTime - nanoTime < 0 ? other : this;
  }

  /** What is left; never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean isPassed() {
    return nanoTime - System.nanoTime() <= 0;
  }
}
