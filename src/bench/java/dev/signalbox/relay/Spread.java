package dev.signalbox.relay;

import java.util.Arrays;
import java.util.Locale;

/** Some measurements of the same thing. Immutable. */
final class Spread {
  private final double[] sorted;

  Spread(double... values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** The value that so many of a hundred do not exceed. */
  double percentile(int percent) {
    return sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
  }

  /**
   * The median, the least and the most.
   *
   * @param format of one number
   */
  String text(String format) {
    return String.format(
        Locale.ROOT,
        "%s (%s-%s)".formatted(format, format, format),
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
