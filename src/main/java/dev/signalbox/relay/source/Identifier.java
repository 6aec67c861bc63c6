package dev.signalbox.relay.source;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of a table, its schema or a column as the operator wrote it.
 *
 * @param text without the quotes it may have been in
 * @param quoted whether it was, so that it means itself alone
 */
record Identifier(String text, boolean quoted) {
  private static final Pattern PART =
      Pattern.compile("\"((?:[^\"]|\"\")++)\"|`((?:[^`]|``)++)`|([^.\"`]++)");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$#]*");

  /** A column's name: a dot is part of it. */
  static Identifier ofColumn(String written) {
    Matcher parts = PART.matcher(written);
    return parts.matches() ? of(parts) : new Identifier(written, false);
  }

  /** {@code [SCHEMA.]TABLE}; a part with a dot in it stands in quotes. */
  static List<Identifier> ofTable(String written) {
    return PART.matcher(written).results().map(Identifier::of).toList();
  }

  private static Identifier of(MatchResult part) {
    if (part.group(1) != null) {
      return new Identifier(part.group(1).replace("\"\"", "\""), true);
    }
    return part.group(2) != null
        ? new Identifier(part.group(2).replace("``", "`"), true)
        : new Identifier(part.group(3), false);
  }

  /** Whether it needs no quotes anywhere. */
  boolean isPlain() {
    return !quoted && PLAIN.matcher(text).matches();
  }

  /** The name of a table and, if it was given, that of its schema. */
  record Table(Optional<Identifier> schema, Identifier name) {

    /**
     * As it is configured: {@code [SCHEMA.]TABLE}, each part in quotes if there is a dot or a quote
     * in it.
     */
    static Table of(String written) {
      List<Identifier> parts = Identifier.ofTable(written);
      return parts.size() > 1
          ? new Table(Optional.of(parts.getFirst()), parts.get(1))
          : new Table(Optional.empty(), parts.getFirst());
    }

    /** For a statement. */
    String written(SourceDialect dialect) {
      return schema.map(name -> dialect.written(name) + ".").orElse("") + dialect.written(name);
    }
  }
}
