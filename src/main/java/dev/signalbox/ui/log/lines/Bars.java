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

  /** The bar that this moment lies in; the nearest if it lies outside, and -1 if there is none. */
  public int indexAt(Instant at) {
    long before = Math.floorDiv(Duration.between(begin, at).toMillis(), width.toMillis());
    return Math.clamp(before, Math.min(0, bars.size() - 1), bars.size() - 1);
  }

  /** The time of those two bars and of all between them, whichever of the two is the first. */
  public TimeRange between(int one, int other) {
    return new TimeRange(beginOf(Math.min(one, other)), beginOf(Math.max(one, other) + 1));
  }

  /** How many lines there were in that time: of all bars that begin in it. */
  public Bar sum(TimeRange time) {
    int errors = 0;
    int warnings = 0;
    int others = 0;
    for (int i = 0; i < bars.size(); i++) {
      if (time.contains(beginOf(i))) {
        errors += bars.get(i).errors();
        warnings += bars.get(i).warnings();
        others += bars.get(i).others();
      }
    }
    return new Bar(errors, warnings, others);
  }
}
