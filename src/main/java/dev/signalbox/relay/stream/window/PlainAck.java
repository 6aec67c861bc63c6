package dev.signalbox.relay.stream.window;

/**
 * Reads the usual answer of a stream, which ends with the place of the message and says nothing
 * more: {@code {"stream":"EVENTS", "seq":17}}. All others are for the driver to read.
 */
final class PlainAck {
  /** It is another answer. */
  static final long NONE = 0;

  private static final String BEGINNING = "{\"stream\":";
  private static final String NAME = "\"seq\":";
  private static final int MOST_DIGITS = 18;

  private PlainAck() {}

  /** Where the message lies, or {@link #NONE}. */
  static long sequence(byte[] answer) {
    int end = answer.length - 1;
    if (end < 0 || answer[end] != '}') {
      return NONE;
    }
    int digits = end;
    while (digits > 0 && answer[digits - 1] >= '0' && answer[digits - 1] <= '9') {
      digits--;
    }
    return end - digits > MOST_DIGITS
            || !has(answer, 0, BEGINNING)
            || !has(answer, digits - NAME.length(), NAME)
        ? NONE
        : number(answer, digits, end);
  }

  private static boolean has(byte[] answer, int at, String part) {
    if (at < 0 || at + part.length() > answer.length) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      if (answer[at + i] != part.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static long number(byte[] answer, int from, int end) {
    long number = 0;
    for (int i = from; i < end; i++) {
      number = 10 * number + answer[i] - '0';
    }
    return number;
  }
}
