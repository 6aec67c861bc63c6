package dev.signalbox.settings.reading;

import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DurationSyntax as people write them: {@code 30} (seconds), {@code 500ms}, {@code 1m 30s}. */
final class DurationSyntax {
  /** The longest duration: drivers count milliseconds in an {@code int}. */
  static final Duration MAX = Duration.ofMillis(Integer.MAX_VALUE);

  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})");
  private static final Pattern UNITS =
      Pattern.compile("(?:(\\d{1,9})h)? ?(?:(\\d{1,9})m)? ?(?:(\\d{1,9})s)? ?(?:(\\d{1,9})ms)?");

  private DurationSyntax() {}

  /**
   * Reads a whole number of seconds, or numbers with the units {@code h}, {@code m}, {@code s} and
   * {@code ms} in this order. Empty if the text is anything else or longer than {@link #MAX}.
   */
  static Optional<Duration> parse(String text) {
    String trimmed = text.strip();
    Matcher seconds = SECONDS.matcher(trimmed);
    if (seconds.matches()) {
      return limited(Duration.ofSeconds(number(seconds, 1)));
    }
    Matcher units = UNITS.matcher(trimmed);
    if (trimmed.isEmpty() || !units.matches()) {
      return Optional.empty();
    }
    return limited(
        Duration.ofHours(number(units, 1))
            .plusMinutes(number(units, 2))
            .plusSeconds(number(units, 3))
            .plusMillis(number(units, 4)));
  }

  /**
   * The shortest text that {@link #parse} reads back as the same time, such as {@code 1m 30s}; what
   * is less than a millisecond is left out.
   */
  static String format(Duration duration) {
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    StringJoiner text = new StringJoiner(" ");
    add(text, duration.toHours(), "h");
    add(text, duration.toMinutesPart(), "m");
    add(text, duration.toSecondsPart(), "s");
    add(text, duration.toMillisPart(), "ms");
    return text.length() == 0 ? "0s" : text.toString();
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static Optional<Duration> limited(Duration duration) {
    return duration.compareTo(MAX) > 0 ? Optional.empty() : Optional.of(duration);
  }

  private static void add(StringJoiner text, long count, String unit) {
    if (count > 0) {
      text.add(count + unit);
    }
  }
}
