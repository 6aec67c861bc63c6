package dev.signalbox.base;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text that somebody else wrote: a server, a driver, a row, a file, the environment. It is cut
 * before anything else is done with it, so that its length costs nobody anything, and escaped
 * before anybody reads it: nothing in it steers a terminal, turns the reading direction or looks
 * like a line of its own.
 *
 * <p>Lengths are in characters. What went through a method once is not changed by the same method
 * again. The cost of each is that of what is kept. Any thread.
 */
public final class ForeignText {
  /** What is kept of a peer's words. */
  public static final int LIMIT = 2_048;

  private static final String CUT = "…";

  private static final Pattern MARK =
      Pattern.compile(CUT + " \\[of [1-9][0-9]{0,2}(?:,[0-9]{3}){0,3} characters]");

  private ForeignText() {}

  /** The first {@link #LIMIT} characters, as they are. */
  public static String cut(String text) {
    return cut(text, LIMIT);
  }

  /** At most that many characters, the mark included that tells the full length. */
  public static String cut(String text, int limit) {
    return text.length() <= limit ? text : shortened(text, limit, mark(text.length()));
  }

  /**
   * What a cut left of the text, without the mark that it put there; else the text itself. A peer
   * can write such a mark too, but no words into it: only a number as it is written here.
   */
  public static String withoutMark(String text) {
    int begin = text.lastIndexOf(CUT);
    return begin >= 0 && MARK.matcher(text).region(begin, text.length()).matches()
        ? text.substring(0, begin)
        : text;
  }

  /** One line of at most {@link #LIMIT} characters. */
  public static String line(String text) {
    return line(text, LIMIT);
  }

  /** One line of at most that many characters, the mark included that tells the full length. */
  public static String line(String text, int limit) {
    return line(text, limit, () -> mark(text.length()), ForeignText::isPlain);
  }

  /** As {@link #line(String, int)}, with a short mark: for names and cells of a table. */
  public static String label(String text, int limit) {
    return line(text, limit, () -> CUT, ForeignText::isPlain);
  }

  /** Lines that stay lines, each and all of them together of at most so many characters. */
  public static String lines(String text, int lineLimit, int limit) {
    return cut(text, limit)
        .lines()
        .map(line -> line(line, lineLimit, () -> mark(line.length()), c -> c == '\t' || isPlain(c)))
        .collect(Collectors.collectingAndThen(Collectors.joining("\n"), all -> cut(all, limit)));
  }

  private static String line(String text, int limit, Supplier<String> mark, IntPredicate plain) {
    // Escaping only lengthens: what lies beyond the limit already needs no look.
    String escaped = escaped(text.length() > limit ? text.substring(0, limit + 1) : text, plain);
    return escaped.length() <= limit ? escaped : shortened(escaped, limit, mark.get());
  }

  private static String mark(int length) {
    return String.format(Locale.ROOT, "%s [of %,d characters]", CUT, length);
  }

  private static String shortened(String text, int limit, String mark) {
    int end = limit - mark.length();
    boolean halved = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, halved ? end - 1 : end) + mark;
  }

  private static String escaped(String text, IntPredicate plain) {
    if (text.codePoints().allMatch(plain)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (plain.test(c)) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
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
