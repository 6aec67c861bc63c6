package dev.signalbox.journal.samples;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** One measure of one subject, at every step. Not thread-safe. */
final class Trace {
  private final Map<Step, Ring> rings = new EnumMap<>(Step.class);

  Trace() {
    for (Step step : Step.values()) {
      rings.put(step, new Ring(step.buckets()));
    }
  }

  Ring ring(Step step) {
    return Objects.requireNonNull(rings.get(step));
  }

  /** The value held from just behind one moment up to and including another. */
  void put(Instant after, Instant to, double value) {
    short code = Quantity.encode(value);
    for (Step step : Step.values()) {
      long last = step.bucket(to);
      for (long bucket = Math.min(last, step.bucket(after) + 1); bucket <= last; bucket++) {
        ring(step).put(bucket, code);
      }
    }
  }

  /** Takes over what was read back; each step has what the finer one knows of later times. */
  void restore(Map<Step, Ring> earlier) {
    for (Step step : Step.values()) {
      Ring read = earlier.get(step);
      if (read != null) {
        read.mergeInto(ring(step), 1);
      }
    }
    ring(Step.SECOND).mergeInto(ring(Step.TEN_SECONDS), ratio(Step.SECOND, Step.TEN_SECONDS));
    ring(Step.TEN_SECONDS)
        .mergeInto(ring(Step.FIVE_MINUTES), ratio(Step.TEN_SECONDS, Step.FIVE_MINUTES));
  }

  private static long ratio(Step finer, Step coarser) {
    return coarser.width().dividedBy(finer.width());
  }
}
