package dev.signalbox.relay.state;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Timestamps as text, digit by digit: a formatter would take most of the time of a row. */
public final class TimestampText {
  /** Nine digits of a second. */
  static final DateTimeFormatter CANONICAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT);

  private static final int LENGTH = Position.TIMESTAMP_LENGTH;
  private static final int WITHOUT_FRACTION = "uuuu-MM-ddTHH:mm:ss".length();
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
