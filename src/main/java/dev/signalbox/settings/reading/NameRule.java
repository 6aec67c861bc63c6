package dev.signalbox.settings.reading;

import java.util.Optional;
import java.util.regex.Pattern;

/** How names of each kind are spelled. */
enum NameRule implements Rule {
  CONNECTION("connection name", "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", Advice.LABEL),
  PROGRAM("program name", "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", Advice.LABEL),
  COLUMN(
      "column name",
      Advice.QUOTED_PATTERN + "|[^\\p{Cntrl}\"`]{1,128}",
      "up to 128 characters, in double quotes to mean the very case"),
  TABLE(
      "table name",
      "(?:" + Advice.IDENTIFIER_PATTERN + "\\.)?" + Advice.IDENTIFIER_PATTERN,
      "write TABLE or SCHEMA.TABLE; in double quotes what has a dot in it or means the very case"),
  STREAM(
      "stream name",
      "[^\\s\\p{Cntrl}.*>/\\\\]{1,255}",
      "blanks, \".\", \"*\", \">\", \"/\" and \"\\\" are not allowed"),
  SUBJECT(
      "subject to publish to",
      "(?!\\$)(?!.{513})[^\\s\\p{Cntrl}.*>]++(?:\\.[^\\s\\p{Cntrl}.*>]++)*+",
      "write parts without blanks, \"*\" or \">\", joined by \".\", not starting with \"$\", up to"
          + " 512 characters");

  private final String noun;
  private final Pattern pattern;
  private final String advice;

  NameRule(String noun, String pattern, String advice) {
    this.noun = noun;
    this.pattern = Pattern.compile(pattern);
    this.advice = advice;
  }

  @Override
  public Optional<Complaint> check(Scalar scalar) {
    return pattern.matcher(scalar.value()).matches()
        ? Optional.empty()
        : Optional.of(new Complaint(scalar.quoted() + " is not a " + noun, advice));
  }

  /** Constants that an enum's own constants may refer to. */
  private static final class Advice {
    static final String QUOTED_PATTERN = "(?:\"[^\\p{Cntrl}\"]{1,120}\"|`[^\\p{Cntrl}`]{1,120}`)";
    static final String IDENTIFIER_PATTERN =
        "(?:"
            + QUOTED_PATTERN
            + "|[^\\p{Cntrl}.\"`\\s](?:[^\\p{Cntrl}.\"`]{0,118}[^\\p{Cntrl}.\"`\\s])?)";
    static final String LABEL =
        "use up to 64 letters, digits, \"_\", \".\" and \"-\", starting with a letter or digit";
  }
}
