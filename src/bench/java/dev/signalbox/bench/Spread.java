package dev.signalbox.bench;

import java.util.Arrays;
import java.util.Locale;

/** Some measurements of the same thing. Immutable. */
public final class Spread {
  private final double[] sorted;

  /** Of at least one. */
  public Spread(double... values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** The value that so many of a hundred do not exceed. */
  public double percentile(int percent) {
    return sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
  }

  public double least() {
    return sorted[0];
  }

  public double most() {
    return sorted[sorted.length - 1];
  }

  public double median() {
    return sorted[sorted.length / 2];
  }

  /**
   * The median, the least and the most.
   *
   * @param format of one number
   */
  public String text(String format) {
    return String.format(
        Locale.ROOT, "%s (%s-%s)".formatted(format, format, format), median(), least(), most());
  }
}
