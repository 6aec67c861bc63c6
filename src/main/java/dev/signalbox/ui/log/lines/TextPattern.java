package dev.signalbox.ui.log.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A text or a regular expression that is looked for, whatever its case. Immutable. */
public final class TextPattern {
  /** Looks for nothing. */
  public static final TextPattern NONE = new TextPattern("", false);

  /** What lies behind in a line is not looked at. */
  private static final int LONGEST = 4_096;

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private final String text;
  private final boolean expression;
  private final Pattern pattern;

  /** Where something was found: from the first character to behind the last. */
  public record Place(int from, int to) {}

  private TextPattern(String text, boolean expression) {
    this.text = text;
    this.expression = expression;
    this.pattern = Pattern.compile(text, expression ? FLAGS : FLAGS | Pattern.LITERAL);
  }

  /** Looks for this text as it stands. */
  public static TextPattern text(String text) {
    return new TextPattern(text, false);
  }

  /**
   * Looks for a regular expression.
   *
   * @throws PatternSyntaxException if it is none
   */
  public static TextPattern expression(String text) {
    return new TextPattern(text, true);
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * Whether it is in this line.
   *
   * @throws Effort.SpentException if that cannot be found out with this effort
   */
  boolean isIn(String line, Effort effort) {
    return next(matcher(line, effort)).isPresent();
  }

  /** All places of this line, none of which is empty; those before the effort was spent. */
  public List<Place> places(String line, Effort effort) {
    List<Place> places = new ArrayList<>();
    if (isEmpty()) {
      return places;
    }
    Matcher matcher = matcher(line, effort);
    try {
      for (var place = next(matcher); place.isPresent(); place = next(matcher)) {
        if (place.get().from() < place.get().to()) {
          places.add(place.get());
        }
      }
    } catch (Effort.SpentException _) {
      // What is lit up in a line is only a help: nothing is decided by it.
      return places;
    }
    return places;
  }

  /** A text costs little in any case: there is nothing to count. */
  private Matcher matcher(String line, Effort effort) {
    String part = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    return pattern.matcher(expression ? effort.counted(part) : part);
  }

  private static Optional<Place> next(Matcher matcher) {
    try {
      return matcher.find()
          ? Optional.of(new Place(matcher.start(), matcher.end()))
          : Optional.empty();
    } catch (StackOverflowError deeplyNested) {
      throw new Effort.SpentException("an expression goes too deep");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextPattern that
        && text.equals(that.text)
        && expression == that.expression;
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, expression);
  }

  @Override
  public String toString() {
    return expression ? "/" + text + "/" : text;
  }
}
