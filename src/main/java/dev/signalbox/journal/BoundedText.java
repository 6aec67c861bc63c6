package dev.signalbox.journal;

/**
 * Text that may have come from anywhere, made fit to be kept and shown: bounded, in one line, and
 * with nothing in it that steers a terminal or turns the reading direction.
 */
final class BoundedText {
  private static final String CUT = "…";

  private BoundedText() {}

  /**
   * Escapes what is not to be seen, and cuts to that many characters, with a mark as the last of
   * them. Text that went through once is not changed again.
   */
  static String of(String text, int limit) {
    // Escaping only lengthens: what lies beyond the limit already needs no look.
    String escaped = escaped(text.length() > limit ? text.substring(0, limit + 1) : text);
    if (escaped.length() <= limit) {
      return escaped;
    }
    int end = limit - CUT.length();
    return escaped.substring(0, Character.isHighSurrogate(escaped.charAt(end - 1)) ? end - 1 : end)
        + CUT;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isPlain(c)) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append(String.format("\\u%04x", c));
              }
            });
    return escaped.toString();
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
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
