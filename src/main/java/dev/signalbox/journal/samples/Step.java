package dev.signalbox.journal.samples;

import java.time.Duration;
import java.time.Instant;

/** How finely samples are kept, and for how long: the finest first. */
enum Step {
  SECOND(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofMinutes(1)),
  TEN_SECONDS(Duration.ofSeconds(10), Duration.ofHours(24), Duration.ofMinutes(30)),
  FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofDays(30), Duration.ofHours(12));

  private final Duration width;
  private final Duration kept;
  private final Duration writing;

  Step(Duration width, Duration kept, Duration writing) {
    this.width = width;
    this.kept = kept;
    this.writing = writing;
  }

  /** How much time one bucket stands for. */
  Duration width() {
    return width;
  }

  Duration kept() {
    return kept;
  }

  /** How often it is written: well before the finer step has forgotten what came since. */
  Duration writing() {
    return writing;
  }

  int buckets() {
    return Math.toIntExact(kept.dividedBy(width));
  }

  /** The number of the bucket that this moment lies in, counted from the epoch. */
  long bucket(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), width.toSeconds());
  }

  Instant start(long bucket) {
    return Instant.ofEpochSecond(bucket * width.toSeconds());
  }

  /** The finest step that still knows of a time so long ago. */
  static Step reaching(Duration ago) {
    for (Step step : values()) {
      if (ago.compareTo(step.kept) <= 0) {
        return step;
      }
    }
    return FIVE_MINUTES;
  }
}
