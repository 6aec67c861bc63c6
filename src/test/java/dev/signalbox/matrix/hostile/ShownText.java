package dev.signalbox.matrix.hostile;

import dev.signalbox.connection.state.Failure;
import org.assertj.core.api.SoftAssertions;

/** What text has to be like before a person reads it. */
final class ShownText {
  /** Two thousand characters of the peer's, and what we say of it. */
  private static final int LONGEST_LINE = 2 * 1024 + 512;

  /** With the stack trace of a driver. */
  private static final int LONGEST_DETAILS = 16 * 1024;

  private ShownText() {}

  static void check(SoftAssertions softly, Failure failure) {
    softly.assertThat(failure.oneLine()).as("shown").matches(ShownText::isFitToShow);
    softly
        .assertThat(failure.details().lines())
        .as("details")
        .allMatch(line -> isFitToShow(line.replace('\t', ' ')));
    softly.assertThat(failure.details().length()).as("details").isLessThan(LONGEST_DETAILS);
    softly.assertThat(failure.message()).as("message").isNotBlank();
    softly.assertThat(failure.nextStep()).as("next step").isNotBlank();
  }

  /** Short, and without anything that does more than being read. */
  static boolean isFitToShow(String line) {
    return line.length() <= LONGEST_LINE && line.codePoints().allMatch(ShownText::isHarmless);
  }

  private static boolean isHarmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  static String cut(String text, int length) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= length ? line : line.substring(0, length) + "...";
  }
}
