package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many lines there were at what time. The time each count is for doubles as often as the whole
 * needs it, so that it takes the same room for a second and for a month.
 */
final class Histogram {
  static final int COUNTS = 2_048;
  private static final long FINEST = 100;

  private final int[] errors = new int[COUNTS];
  private final int[] warnings = new int[COUNTS];
  private final int[] others = new int[COUNTS];
  private final List<int[]> counts = List.of(errors, warnings, others);
  private long width = FINEST;

  /** The first and the last count that anything was put in, from the beginning of time. */
  private long first = Long.MAX_VALUE;

  private long last = Long.MIN_VALUE;

  private int[] of(Severity severity) {
    return switch (severity) {
      case ERROR -> errors;
      case WARN -> warnings;
      case INFO, DEBUG, TRACE -> others;
    };
  }

  void add(Instant at, Severity severity) {
    long slot = Math.floorDiv(at.toEpochMilli(), width);
    while (span(Math.min(first, slot), Math.max(last, slot)) > COUNTS) {
      widen();
      slot = Math.floorDiv(at.toEpochMilli(), width);
    }
    first = Math.min(first, slot);
    last = Math.max(last, slot);
    of(severity)[index(slot)]++;
  }

  private long span(long from, long to) {
    return first > last ? 1 : to - from + 1;
  }

  private static int index(long slot) {
    return (int) Math.floorMod(slot, (long) COUNTS);
  }

  private void widen() {
    for (int[] before : counts) {
      int[] wider = new int[COUNTS];
      for (long slot = first; slot <= last; slot++) {
        wider[index(Math.floorDiv(slot, 2))] += before[index(slot)];
      }
      System.arraycopy(wider, 0, before, 0, COUNTS);
    }
    first = Math.floorDiv(first, 2);
    last = Math.floorDiv(last, 2);
    width *= 2;
  }

  /** Forgets what was before, as far as it has counts of its own. */
  void dropBefore(Instant at) {
    long slot = Math.floorDiv(at.toEpochMilli(), width);
    for (; first < slot && first <= last; first++) {
      for (int[] each : counts) {
        each[index(first)] = 0;
      }
    }
    if (first > last) {
      clear();
    }
  }

  void clear() {
    for (int[] each : counts) {
      Arrays.fill(each, 0);
    }
    width = FINEST;
    first = Long.MAX_VALUE;
    last = Long.MIN_VALUE;
  }

  /** The whole time in at most so many bars of the same width. */
  Bars bars(int most) {
    if (first > last) {
      return Bars.NONE;
    }
    long merged = Math.ceilDiv(last - first + 1, most);
    List<Bars.Bar> bars = new ArrayList<>();
    for (long from = first; from <= last; from += merged) {
      long to = Math.min(last + 1, from + merged);
      bars.add(new Bars.Bar(sum(errors, from, to), sum(warnings, from, to), sum(others, from, to)));
    }
    return new Bars(
        Instant.ofEpochMilli(first * width), Duration.ofMillis(merged * width), List.copyOf(bars));
  }

  private static int sum(int[] counts, long from, long to) {
    int sum = 0;
    for (long slot = from; slot < to; slot++) {
      sum += counts[index(slot)];
    }
    return sum;
  }
}
