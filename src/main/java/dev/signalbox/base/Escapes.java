package dev.signalbox.base;

import java.util.Map;
import java.util.Optional;

/**
 * Takes characters out of the escapes of JSON and programming languages (by a backslash and a
 * number of base 8 or 16), of addresses (by a percent sign) and of HTML (by number or name). One
 * pass, which looks a few characters ahead. Any thread.
 */
public final class Escapes {
  private static final Map<String, Character> NAMES =
      Map.of("lt", '<', "gt", '>', "amp", '&', "quot", '"', "apos", '\'');

  /** No escape has more characters. */
  private static final int LONGEST = 11;

  private final String text;

  private Escapes(String text) {
    this.text = text;
  }

  /**
   * The text with what its escapes stand for in their place; itself if there are none.
   *
   * @param cut whether an escape at its end may be incomplete: then it is left out
   */
  public static String decoded(String text, boolean cut) {
    return new Escapes(cut ? withoutLastPart(text) : text).decoded();
  }

  private static String withoutLastPart(String text) {
    for (int i = text.length() - 1; i >= 0 && i > text.length() - LONGEST; i--) {
      char character = text.charAt(i);
      if ("\\%&".indexOf(character) >= 0) {
        return new Escapes(text).at(i).isPresent() ? text : text.substring(0, i);
      }
      if (!Character.isLetterOrDigit(character) && "#{".indexOf(character) < 0) {
        return text;
      }
    }
    return text;
  }

  private record Found(int character, int end) {}

  private String decoded() {
    StringBuilder decoded = new StringBuilder(text.length());
    int next = 0;
    while (next < text.length()) {
      Optional<Found> found = at(next);
      if (found.isPresent()) {
        decoded.appendCodePoint(found.get().character());
        next = found.get().end();
      } else {
        decoded.append(text.charAt(next++));
      }
    }
    return decoded.length() == text.length() ? text : decoded.toString();
  }

  /** The escape that begins there. */
  private Optional<Found> at(int begin) {
    return switch (text.charAt(begin)) {
      case '\\' -> afterBackslash(begin + 1);
      case '%' -> peek(begin + 1) == 'u' ? number(begin + 2, 4, 16) : number(begin + 1, 2, 16);
      case '&' -> afterAmpersand(begin + 1);
      default -> Optional.empty();
    };
  }

  private Optional<Found> afterBackslash(int at) {
    return switch (peek(at)) {
      case 'u', 'x' ->
          peek(at + 1) == '{'
              ? number(at + 2, '}', 16)
              : number(at + 1, peek(at) == 'u' ? 4 : 2, 16);
      case 'U' -> number(at + 1, 8, 16);
      case '0', '1', '2', '3' -> number(at, 3, 8);
      default -> Optional.empty();
    };
  }

  private Optional<Found> afterAmpersand(int at) {
    if (peek(at) == '#') {
      return peek(at + 1) == 'x' || peek(at + 1) == 'X'
          ? number(at + 2, ';', 16)
          : number(at + 1, ';', 10);
    }
    int end = end(at, ';');
    return Optional.ofNullable(NAMES.get(text.substring(at, Math.max(at, end))))
        .map(character -> new Found(character, end + 1));
  }

  private char peek(int at) {
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** Where that character is, not far away; else a place before. */
  private int end(int begin, char last) {
    int most = Math.min(text.length(), begin + LONGEST);
    for (int i = begin; i < most; i++) {
      if (text.charAt(i) == last) {
        return i;
      }
    }
    return -1;
  }

  private Optional<Found> number(int begin, char last, int radix) {
    int end = end(begin, last);
    return end <= begin
        ? Optional.empty()
        : number(begin, end - begin, radix).map(found -> new Found(found.character(), end + 1));
  }

  private Optional<Found> number(int begin, int digits, int radix) {
    int value = 0;
    for (int i = begin; i < begin + digits; i++) {
      int digit = Character.digit(peek(i), radix);
      if (digit < 0 || value > Character.MAX_CODE_POINT) {
        return Optional.empty();
      }
      value = value * radix + digit;
    }
    return Character.isValidCodePoint(value)
        ? Optional.of(new Found(value, begin + digits))
        : Optional.empty();
  }
}
