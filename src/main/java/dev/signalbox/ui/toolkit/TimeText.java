package dev.signalbox.ui.toolkit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the window writes times. Every form keeps its width while it ticks. */
public final class TimeText {
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Texts.LOCALE);
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  /** Below that age a second more is told at once. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private TimeText() {}

  /** Whether the age of what began then is told by the second, because it still says much. */
  public static boolean isYoung(Instant began, Instant now) {
    return Duration.between(began, now).compareTo(YOUNG) < 0;
  }

  /** How long something has lasted: {@code 2:14:03}, {@code 3 d 02:14:03}. */
  public static String clock(Duration duration) {
    Duration age = atLeastZero(duration);
    String minutes = ":%02d:%02d".formatted(age.toMinutesPart(), age.toSecondsPart());
    return age.toDays() == 0
        ? age.toHours() + minutes
        : "%d d %02d%s".formatted(age.toDays(), age.toHoursPart(), minutes);
  }

  /** Whole seconds passed: {@code 4}. */
  public static String seconds(Duration duration) {
    return Long.toString(atLeastZero(duration).toSeconds());
  }

  /** Whole seconds to come, so that a countdown ends at 1 and not at 0: {@code 8}. */
  public static String secondsLeft(Duration duration) {
    return Long.toString((atLeastZero(duration).toMillis() + 999) / 1000);
  }

  /** Minutes and seconds to come: {@code 7:12}. */
  public static String minutesLeft(Duration duration) {
    long seconds = (atLeastZero(duration).toMillis() + 999) / 1000;
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  /** {@code 1.2 s}. */
  public static String tenths(Duration duration) {
    return String.format(Texts.LOCALE, "%.1f s", atLeastZero(duration).toMillis() / 1000.0);
  }

  /** About how long ago: {@code 1 s}, {@code 4 min}, {@code 3 h}, {@code 2 d}. */
  public static String rough(Duration duration) {
    Duration age = atLeastZero(duration);
    if (age.toMinutes() == 0) {
      return age.toSeconds() + " s";
    }
    if (age.toHours() == 0) {
      return age.toMinutes() + " min";
    }
    return age.toDays() == 0 ? age.toHours() + " h" : age.toDays() + " d";
  }

  /** A round trip: {@code 0.4 ms}, {@code 3 ms}. */
  public static String latency(Duration duration) {
    return duration.toMillis() < 1
        ? String.format(Texts.LOCALE, "%.1f ms", duration.toNanos() / 1e6)
        : "%d ms".formatted(Math.round(duration.toNanos() / 1e6));
  }

  /** {@code 10:02:41}, in this computer's time zone. */
  public static String timeOfDay(Instant instant) {
    return TIME_OF_DAY.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** The same, with the day unless that is today: {@code 1 Mar 10:02:41}. */
  public static String moment(Instant instant, Instant now) {
    ZonedDateTime local = instant.atZone(ZoneId.systemDefault());
    boolean today = local.toLocalDate().equals(LocalDate.ofInstant(now, ZoneId.systemDefault()));
    return (today ? TIME_OF_DAY : DAY_AND_TIME).format(local);
  }

  /** What something took: {@code 0.4 ms}, {@code 40 ms}, {@code 2.8 s}, {@code 30 s}. */
  public static String taken(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return latency(duration);
    }
    return millis < 10_000 && millis % 1000 != 0
        ? tenths(duration)
        : "%d s".formatted(Math.round(millis / 1000.0));
  }

  /** {@code 10:02:41.305}, in this computer's time zone. */
  public static String logTime(Instant instant) {
    return LOG_TIME.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** Clocks of two threads may disagree by a little; an age is never negative. */
  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
