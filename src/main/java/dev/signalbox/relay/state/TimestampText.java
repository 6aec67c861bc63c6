package dev.signalbox.relay.state;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Timestamps as text, digit by digit: a formatter would take most of the time of a row. */
public final class TimestampText {
  /** Nine digits of a second; a day that no month has is not taken for another. */
  static final DateTimeFormatter CANONICAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern SHOWN =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?");
  private static final int LENGTH = Position.TIMESTAMP_LENGTH;
  private static final int WITHOUT_FRACTION = "uuuu-MM-ddTHH:mm:ss".length();
  private static final int NANOSECONDS_PER_MICROSECOND = 1000;
  private static final int FRACTION_DIGITS = 9;
  private static final int LAST_YEAR = 9999;

  private TimestampText() {}

  /** Without a zone, with nine digits of a second. */
  static String canonical(LocalDateTime time) {
    return isPlain(time)
        ? new String(digits(time), StandardCharsets.ISO_8859_1)
        : CANONICAL.format(time);
  }

  /** As {@link DateTimeFormatter#ISO_LOCAL_DATE_TIME}: with as many digits as it takes. */
  public static String iso(LocalDateTime time) {
    if (!isPlain(time)) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    byte[] text = digits(time);
    int length = LENGTH;
    while (text[length - 1] == '0') {
      length--;
    }
    // The point goes with the last digit behind it, if all of them do.
    return new String(
        text, 0, text[length - 1] == '.' ? WITHOUT_FRACTION : length, StandardCharsets.ISO_8859_1);
  }

  /** The same of a timestamp as a database shows it, which need not be one of any calendar. */
  public static String isoOfShown(String shown) {
    int length = shown.length();
    if (length > WITHOUT_FRACTION) {
      while (shown.charAt(length - 1) == '0') {
        length--;
      }
      length = shown.charAt(length - 1) == '.' ? WITHOUT_FRACTION : length;
    }
    return shown.substring(0, length).replace(' ', 'T');
  }

  /** A time of day, or any other, with six digits of a second: {@code -25:30:00.250000}. */
  public static String time(Duration time) {
    Duration size = time.abs();
    return String.format(
        Locale.ROOT,
        "%s%02d:%02d:%02d.%06d",
        time.isNegative() ? "-" : "",
        size.toHours(),
        size.toMinutesPart(),
        size.toSecondsPart(),
        size.toNanosPart() / NANOSECONDS_PER_MICROSECOND);
  }

  /** A timestamp as a database shows it, with nine digits of a second; empty if it is none. */
  static Optional<String> canonicalOfShown(String shown) {
    if (!SHOWN.matcher(shown).matches()) {
      return Optional.empty();
    }
    String text = shown.length() == WITHOUT_FRACTION ? shown + "." : shown;
    return Optional.of(text.replace(' ', 'T') + "0".repeat(LENGTH - text.length()));
  }

  private static boolean isPlain(LocalDateTime time) {
    return time.getYear() >= 0 && time.getYear() <= LAST_YEAR;
  }

  private static byte[] digits(LocalDateTime time) {
    byte[] text = new byte[LENGTH];
    int at = put(text, 0, 4, time.getYear(), '-');
    at = put(text, at, 2, time.getMonthValue(), '-');
    at = put(text, at, 2, time.getDayOfMonth(), 'T');
    at = put(text, at, 2, time.getHour(), ':');
    at = put(text, at, 2, time.getMinute(), ':');
    at = put(text, at, 2, time.getSecond(), '.');
    number(text, at, FRACTION_DIGITS, time.getNano());
    return text;
  }

  /** Returns where the next number begins. */
  private static int put(byte[] text, int at, int width, int number, char separator) {
    number(text, at, width, number);
    text[at + width] = (byte) separator;
    return at + width + 1;
  }

  private static void number(byte[] text, int at, int width, int number) {
    int rest = number;
    for (int i = at + width - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
