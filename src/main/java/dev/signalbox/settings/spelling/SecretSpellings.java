package dev.signalbox.settings.spelling;

import dev.signalbox.base.Escapes;
import dev.signalbox.base.ForeignText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One secret in whatever way a peer may write it: in another case, with line breaks, blanks or
 * backslashes inside, in escapes, backwards, URL-encoded, in hexadecimal digits or base64, the
 * latter also within something longer.
 *
 * @param letters the spellings that are long enough to be told by their letters and digits alone
 * @param compact the secret itself without blanks; one of a few characters counts as a whole word
 */
public record SecretSpellings(List<String> letters, String compact) {
  /** So many letters and digits in a row are no accident. */
  private static final int LONG = 6;

  /** Fewer characters are part of many a word. */
  private static final int WORD = 4;

  public static SecretSpellings of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String urlEncoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    Stream<String> spellings =
        Stream.of(
            secret,
            new StringBuilder(secret).reverse().toString(),
            urlEncoded,
            urlEncoded.replace("+", "%20"),
            new String(bytes, StandardCharsets.ISO_8859_1),
            HexFormat.of().formatHex(bytes),
            Base64.getEncoder().encodeToString(bytes));
    return new SecretSpellings(
        Stream.concat(spellings, IntStream.range(0, 3).mapToObj(i -> withinBase64(bytes, i)))
            .map(spelling -> only(spelling, Character::isLetterOrDigit))
            .filter(spelling -> spelling.length() >= LONG)
            .distinct()
            .toList(),
        only(secret, SecretSpellings::isNoBlank));
  }

  /** Those characters of base64 that are the same whatever stands before and behind. */
  private static String withinBase64(byte[] secret, int bytesBefore) {
    byte[] bytes = new byte[bytesBefore + secret.length];
    System.arraycopy(secret, 0, bytes, bytesBefore, secret.length);
    String whole = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    int own = bytesBefore == 0 ? 0 : bytesBefore + 1;
    int end = bytes.length * Byte.SIZE / 6;
    return end <= own ? "" : whole.substring(own, end);
  }

  /**
   * A text, made ready to be looked through for any number of secrets: as it is, and without its
   * escapes, which may be escaped themselves.
   */
  public record Searched(List<Form> forms) {
    /** An escape of an escape is as far as a peer goes by mistake. */
    private static final int MOST_FORMS = 3;

    public static Searched of(String text) {
      String kept = ForeignText.withoutMark(text);
      String digits = only(text.substring(kept.length()), Character::isDigit);
      List<Form> forms = new ArrayList<>(List.of(Form.of(kept, digits)));
      String last = kept;
      String next = Escapes.decoded(last, !digits.isEmpty());
      while (forms.size() < MOST_FORMS && !next.equals(last)) {
        forms.add(Form.of(next, digits));
        last = next;
        next = Escapes.decoded(last, !digits.isEmpty());
      }
      return new Searched(List.copyOf(forms));
    }
  }

  /**
   * A text as its letters and digits, without blanks, and in lower case. Of the mark of a cut its
   * digits are looked through as well, for a peer may have written it; its words are ours.
   *
   * @param markDigits how many of them there are at the end; empty if there is no mark
   */
  private record Form(String letters, String compact, String lower, OptionalInt markDigits) {
    static Form of(String kept, String digits) {
      String whole = kept + digits;
      return new Form(
          only(whole, Character::isLetterOrDigit),
          only(whole, SecretSpellings::isNoBlank),
          only(whole, _ -> true),
          digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(digits.length()));
    }
  }

  /** Whether the text repeats it, or was cut where it may have been about to. */
  public boolean isRepeatedIn(Searched text) {
    return text.forms().stream().anyMatch(this::isIn);
  }

  private boolean isIn(Form text) {
    return letters.stream()
            .anyMatch(spelling -> isIn(spelling, text.letters(), LONG, text.markDigits()))
        || (compact.length() < WORD
            ? isWordOf(text.lower())
            : isIn(compact, text.compact(), WORD, text.markDigits()));
  }

  private static boolean isIn(String spelling, String text, int least, OptionalInt markDigits) {
    return text.contains(spelling)
        || (markDigits.isPresent()
            && endsWithBeginning(text, text.length() - markDigits.getAsInt(), spelling, least));
  }

  private static boolean endsWithBeginning(String text, int end, String spelling, int least) {
    for (int length = Math.min(spelling.length(), end); length >= least; length--) {
      if (text.regionMatches(end - length, spelling, 0, length)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWordOf(String text) {
    return !compact.isEmpty() && Arrays.stream(split(text)).anyMatch(word -> word.equals(compact));
  }

  /** At every character that is neither letter nor digit, unless the secret has such itself. */
  private String[] split(String text) {
    StringBuilder words = new StringBuilder(text);
    for (int i = 0; i < words.length(); i++) {
      char character = words.charAt(i);
      if (!Character.isLetterOrDigit(character) && compact.indexOf(character) < 0) {
        words.setCharAt(i, ' ');
      }
    }
    return words.toString().split(" ", -1);
  }

  private static boolean isNoBlank(int character) {
    return character != '\\'
        && !Character.isWhitespace(character)
        && !Character.isSpaceChar(character)
        && !Character.isISOControl(character)
        && Character.getType(character) != Character.FORMAT;
  }

  /** Those characters alone, in lower case. */
  private static String only(String text, IntPredicate kept) {
    StringBuilder only = new StringBuilder(text.length());
    text.codePoints().filter(kept).map(Character::toLowerCase).forEach(only::appendCodePoint);
    return only.toString();
  }
}
