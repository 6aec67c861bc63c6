package dev.signalbox.base;

import java.time.Duration;
import java.util.Locale;

/** How durations are written for people. */
public final class Durations {
  private Durations() {}

  /** As in a configuration: {@code 30s}, {@code 500ms}. */
  public static String compact(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }

  /** In words: {@code 30 seconds}, {@code 1 second}, {@code 0.5 seconds}. */
  public static String words(Duration duration) {
    if (duration.toMillisPart() != 0) {
      return decimal(duration) + " seconds";
    }
    return duration.toSeconds() + (duration.toSeconds() == 1 ? " second" : " seconds");
  }

  /** What something took: {@code 1.2 s}, {@code 0.05 s}. */
  public static String taken(Duration measured) {
    // The clock on the wall may have been set back meanwhile.
    Duration duration = measured.isNegative() ? Duration.ZERO : measured;
    String format =
        duration.toMillis() < 100 ? "%.3f s" : duration.toMillis() < 1000 ? "%.2f s" : "%.1f s";
    return String.format(Locale.ROOT, format, duration.toNanos() / 1e9);
  }

  private static String decimal(Duration duration) {
    String text = String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    return text.replaceAll("0+$", "");
  }
}
