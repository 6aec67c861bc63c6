package dev.signalbox.ui.log.lines;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many lines there were in each of some equal stretches of time. An immutable value.
 *
 * @param begin of the first bar
 * @param width of each
 */
public record Bars(Instant begin, Duration width, List<Bar> bars) {
  /** There is nothing. */
  public static final Bars NONE = new Bars(Instant.EPOCH, Duration.ofSeconds(1), List.of());

  /** How many lines of each weight. */
  public record Bar(int errors, int warnings, int others) {
    public int total() {
      return errors + warnings + others;
    }
  }

  public int highest() {
    return bars.stream().mapToInt(Bar::total).max().orElse(0);
  }

  /** When that bar begins. */
  public Instant beginOf(int index) {
    return begin.plus(width.multipliedBy(index));
  }
}
