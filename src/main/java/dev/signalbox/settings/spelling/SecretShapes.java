package dev.signalbox.settings.spelling;

import java.util.regex.Pattern;

/**
 * Masks what looks like a secret, whether it is known as one or not: {@code password=...}, and the
 * user information of an address. Each character is looked at a few times, however the text is
 * made.
 */
public final class SecretShapes {
  public static final String MASK = "***";

  /**
   * {@code password=x}, {@code "password": "x"} or {@code password:x}; group 1 stays. Nothing in it
   * is tried a second time, hence the possessive quantifiers.
   */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "((?:password|passwd|pwd|secret|token)(?:[\"']?+[ \\t]*+=\\s*+|[\"'][ \\t]*+:\\s*+|:))"
              + "(?:\"[^\"]*+\"|'[^']*+'|[^\\s\"'&;,)}]++)",
          Pattern.CASE_INSENSITIVE);

  private static final String ADDRESS = "://";
  private static final String ORACLE = "oracle:thin:";

  private SecretShapes() {}

  /** {@code text} itself if nothing in it looks like a secret. */
  public static String mask(String text) {
    String masked = text;
    if (text.indexOf('=') >= 0 || text.indexOf(':') >= 0) {
      masked = ASSIGNMENT.matcher(masked).replaceAll("$1" + MASK);
    }
    boolean mayHoldAddress = masked.contains(ADDRESS) || masked.contains(ORACLE);
    return mayHoldAddress && masked.indexOf('@') >= 0 ? withoutUserInformation(masked) : masked;
  }

  /** Looks at each run of characters without a blank by itself: an address is never longer. */
  private static String withoutUserInformation(String text) {
    StringBuilder masked = new StringBuilder(text.length());
    int begin = 0;
    while (begin < text.length()) {
      int end = begin;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      maskWord(text.substring(begin, end), masked);
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        masked.append(text.charAt(end++));
      }
      begin = end;
    }
    return masked.toString();
  }

  private static void maskWord(String word, StringBuilder masked) {
    int last = word.lastIndexOf('@');
    int done = 0;
    int at = 0;
    while (at < last) {
      int begin = userInformation(word, at);
      int end = begin < 0 ? -1 : end(word, at, begin, last);
      if (end > begin) {
        masked.append(word, done, begin).append(MASK);
        done = end;
      }
      at = Math.max(at + 1, begin < 0 ? 0 : Math.max(begin, end));
    }
    masked.append(word, done, word.length());
  }

  /** Where user information begins if what announces it begins at that place; else -1. */
  private static int userInformation(String word, int at) {
    if (word.startsWith(ADDRESS, at)) {
      return at + ADDRESS.length();
    }
    return word.startsWith(ORACLE, at) ? at + ORACLE.length() : -1;
  }

  /**
   * The place of the {@code @} that ends it, or -1. In {@code ://user:password@} the password may
   * have any character, so that the last one counts; else it is the next.
   */
  private static int end(String word, int announced, int begin, int last) {
    if (word.startsWith(ORACLE, announced)) {
      return word.indexOf('@', begin);
    }
    int user = begin;
    while (user < word.length() && "/:@".indexOf(word.charAt(user)) < 0) {
      user++;
    }
    if (user > begin && user < word.length() && word.charAt(user) == ':' && last > user + 1) {
      return last;
    }
    int path = word.indexOf('/', begin);
    int at = path < 0 ? last : path - 1;
    while (at > begin && word.charAt(at) != '@') {
      at--;
    }
    return at > begin ? at : -1;
  }
}
