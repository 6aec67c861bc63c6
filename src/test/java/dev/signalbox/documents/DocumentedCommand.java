package dev.signalbox.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One command as a page gives it. Immutable.
 *
 * @param told what the page says of it: the row it stands in, or the sentence before it
 */
public record DocumentedCommand(Path page, String text, String told) {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
  private static final Pattern OPTIONAL = Pattern.compile("\\s*\\[([^\\]]*)]");
  private static final Pattern LONG =
      Pattern.compile("\\btakes\\b[^.;|]*\\b(?:seconds?|minutes?|hours?)\\b|\\bruns until\\b");

  /** The command as a shell would take it apart. */
  public List<String> words() {
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .map(word -> word.replaceAll("[\"']", ""))
        .toList();
  }

  /** The program it starts, without its folder. */
  String program() {
    return words().getFirst().replaceFirst(".*/", "");
  }

  /** Whether it starts Signalbox itself. */
  public boolean isSignalbox() {
    return program().equals("signalbox");
  }

  /** What stands in brackets may be left out: the command without all of that, and with it. */
  public Stream<DocumentedCommand> variants() {
    return Stream.of("", " $1")
        .map(kept -> OPTIONAL.matcher(text).replaceAll(kept))
        .distinct()
        .map(variant -> new DocumentedCommand(page, variant, told));
  }

  /** Whether the page says how long it takes. */
  boolean isSaidToTakeLong() {
    return LONG.matcher(told).find();
  }

  @Override
  public String toString() {
    return page + ": " + text;
  }
}
