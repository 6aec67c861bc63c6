package dev.signalbox.ui.quiet;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Moments to come, as an operator writes them: a time of day, or a date and a time. */
final class Moments {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd H:mm", Locale.ROOT);

  private Moments() {}

  /**
   * The moment meant: a time of day is the next one after that instant.
   *
   * @return empty if it is neither form
   */
  static Optional<Instant> after(Instant earlier, String text, ZoneId zone) {
    String trimmed = text.strip();
    return time(trimmed)
        .map(time -> next(earlier.atZone(zone), time))
        .or(() -> day(trimmed).map(day -> day.atZone(zone).toInstant()));
  }

  private static Instant next(ZonedDateTime earlier, LocalTime time) {
    ZonedDateTime today = earlier.with(time);
    return (today.isAfter(earlier) ? today : earlier.plusDays(1).with(time)).toInstant();
  }

  private static Optional<LocalTime> time(String text) {
    try {
      return Optional.of(LocalTime.parse(text, TIME));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDateTime> day(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, DAY_AND_TIME));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
