package dev.signalbox.journal.samples;

import java.time.Duration;
import java.time.Instant;

/** How finely samples are kept, and for how long: the finest first. */
enum Step {
  SECOND(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofMinutes(1)),
  TEN_SECONDS(Duration.ofSeconds(10), Duration.ofHours(24), Duration.ofMinutes(30)),
  FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofDays(30), Duration.ofHours(12));

  /** No clock is that late: so there is room to reckon in beyond each moment that is before it. */
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

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

  /** Whether a clock can have shown this. */
  static boolean isMoment(Instant at) {
    return !at.isBefore(Instant.EPOCH) && at.isBefore(END);
  }

  /** Whether a clock can have shown a moment that lies in this bucket. */
  boolean isBucket(long bucket) {
    return bucket >= bucket(Instant.EPOCH) && bucket <= bucket(END);
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
