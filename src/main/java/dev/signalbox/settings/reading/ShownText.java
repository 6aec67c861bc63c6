package dev.signalbox.settings.reading;

/** Text out of a file as a person may see it: nothing in it steers a terminal or turns a line. */
final class ShownText {
  private static final String CUT = "...";

  private ShownText() {}

  /** Escapes what is not to be seen, and cuts what is longer than {@code limit}, with a mark. */
  static String of(String text, int limit) {
    StringBuilder shown = new StringBuilder();
    for (int index = 0; index < text.length(); ) {
      if (shown.length() >= limit) {
        return shown.append(CUT).toString();
      }
      int character = text.codePointAt(index);
      if (isPlain(character)) {
        shown.appendCodePoint(character);
      } else {
        shown.append("\\u%04x".formatted(character));
      }
      index += Character.charCount(character);
    }
    return shown.toString();
  }

  private static boolean isPlain(int character) {
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
}
