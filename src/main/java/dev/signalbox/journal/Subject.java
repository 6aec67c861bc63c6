package dev.signalbox.journal;

import dev.signalbox.base.ForeignText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What something is said about: a connection, a relay, or the program. A connection and a relay of
 * one name are two subjects. An immutable value.
 *
 * <p>As text it is {@code connection NAME}, {@code relay NAME} or {@code signalbox}; that is what
 * the file of transitions holds.
 *
 * @param name as configured, at most {@value #NAME_LIMIT} characters; {@code signalbox} for the
 *     program
 */
public record Subject(Kind kind, String name) {
  static final int NAME_LIMIT = 64;

  private static final String PROGRAM_NAME = "signalbox";

  /** The program as a whole. */
  public static final Subject PROGRAM = new Subject(Kind.PROGRAM, PROGRAM_NAME);

  /** The kinds of subjects. */
  public enum Kind {
    CONNECTION,
    RELAY,
    PROGRAM;

    private final String word = name().toLowerCase(Locale.ROOT);
  }

  /**
   * Takes the name as it is.
   *
   * @throws IllegalArgumentException if no such thing can have that name
   */
  public Subject {
    boolean possible =
        kind == Kind.PROGRAM
            ? name.equals(PROGRAM_NAME)
            : !name.isBlank() && ForeignText.label(name, NAME_LIMIT).equals(name);
    if (!possible) {
      throw new IllegalArgumentException("Not a name: " + ForeignText.label(name, NAME_LIMIT));
    }
  }

  public static Subject connection(String name) {
    return new Subject(Kind.CONNECTION, name);
  }

  public static Subject relay(String name) {
    return new Subject(Kind.RELAY, name);
  }

  /** Reads what {@link #toString} wrote; empty if it is anything else. */
  public static Optional<Subject> parse(String text) {
    if (text.equals(PROGRAM_NAME)) {
      return Optional.of(PROGRAM);
    }
    int blank = text.indexOf(' ');
    return blank < 0
        ? Optional.empty()
        : named(text.substring(0, blank), text.substring(blank + 1));
  }

  /** The connection or relay of that name; empty if there can be none. */
  static Optional<Subject> named(String word, String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.PROGRAM && kind.word.equals(word))
        .filter(_ -> !name.isBlank() && ForeignText.label(name, NAME_LIMIT).equals(name))
        .map(kind -> new Subject(kind, name))
        .findFirst();
  }

  /** Its name alone, where the kind is plain from the surroundings. */
  public String label() {
    return name;
  }

  @Override
  public String toString() {
    return kind == Kind.PROGRAM ? name : kind.word + " " + name;
  }
}
