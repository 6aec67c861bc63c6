package dev.signalbox.journal.samples;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of one subject in a time, in buckets of equal width. An immutable value.
 *
 * @param from where the first bucket begins
 * @param width how much time a bucket stands for
 * @param series one for each measure of which anything is known
 * @param watched when the engine was there to see, as far as it meets that time; oldest first
 */
public record Samples(Instant from, Duration width, List<Series> series, List<Stretch> watched) {
  public Samples {
    series = List.copyOf(series);
    watched = List.copyOf(watched);
  }

  /** Nothing at all. */
  public static final Samples NONE =
      new Samples(Instant.EPOCH, Duration.ofSeconds(1), List.of(), List.of());

  /** The series of that measure, if anything is known of it. */
  public Optional<Series> of(Measure measure) {
    return series.stream().filter(one -> one.measure() == measure).findFirst();
  }
}
