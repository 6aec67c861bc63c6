package dev.signalbox.relay.tools;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an operator wants a relay to be. */
public sealed interface Target {
  /** How {@link #parse} knows the beginning. */
  String BEGINNING = "beginning";

  /** Before the first row. */
  record Beginning() implements Target {}

  /** Behind a row, whether there is one or not; its time as it stands in the column. */
  record Row(LocalDateTime timestamp, String id) implements Target {}

  /**
   * Understands {@code TIMESTAMP,ID}, and {@code TIMESTAMP / ID} as positions are shown; an id may
   * have any characters.
   *
   * @throws IllegalArgumentException saying what it should look like
   */
  static Target parse(String text) {
    if (text.equals(BEGINNING)) {
      return new Beginning();
    }
    Matcher parts = Notation.ROW.matcher(text);
    try {
      if (parts.matches()) {
        return new Row(LocalDateTime.parse(parts.group(1) + "T" + parts.group(2)), parts.group(3));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(Notation.ADVICE, e);
    }
    throw new IllegalArgumentException(Notation.ADVICE);
  }

  /** How a row is written. */
  final class Notation {
    private static final Pattern ROW =
        Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(?:,| / )(.+)",
            Pattern.DOTALL);

    private static final String ADVICE =
        "a position is written TIMESTAMP,ID as in 2026-01-31T10:00:00.5,4711, or " + BEGINNING;

    private Notation() {}
  }
}
