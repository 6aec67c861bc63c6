package dev.signalbox.ui.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The axis of time that all pictures share. An immutable value.
 *
 * @param width in pixels; at least one
 */
record TimeAxis(Instant from, Instant to, int width) {
  private static final double ROOM = 72;
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          DAY,
          Duration.ofDays(2),
          Duration.ofDays(7));
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  /** A place on the axis and what is written there. */
  record Tick(double x, String label) {}

  double x(Instant at) {
    return Duration.between(from, at).toMillis() / (double) millis() * width;
  }

  Instant at(double x) {
    return from.plusMillis((long) (Math.clamp(x, 0, width) / width * millis()));
  }

  private long millis() {
    return Math.max(1, Duration.between(from, to).toMillis());
  }

  /** Full minutes, hours or days, so many as there is room for. */
  List<Tick> ticks(ZoneId zone) {
    Duration step =
        STEPS.stream()
            .filter(each -> each.toMillis() / (double) millis() * width >= ROOM)
            .findFirst()
            .orElse(STEPS.getLast());
    List<Tick> ticks = new ArrayList<>();
    ZonedDateTime begin = from.atZone(zone).toLocalDate().atStartOfDay(zone);
    boolean days = step.compareTo(DAY) >= 0;
    for (ZonedDateTime at = begin; !at.toInstant().isAfter(to); at = next(at, step, days)) {
      if (!at.toInstant().isBefore(from)) {
        boolean midnight = at.toLocalTime().toSecondOfDay() == 0;
        ticks.add(new Tick(x(at.toInstant()), (midnight ? DATE : TIME).format(at)));
      }
    }
    return ticks;
  }

  /** Days are not all of one length. */
  private static ZonedDateTime next(ZonedDateTime at, Duration step, boolean days) {
    return days ? at.plusDays(step.toDays()) : at.plus(step);
  }
}
