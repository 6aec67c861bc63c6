package dev.signalbox.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is logged, where, and how much of it the window keeps.
 *
 * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
 * @param format how lines are written there and to standard output
 * @param file where lines are written besides standard output
 * @param keep how many lines the window keeps
 * @param keepBytes how much memory these may take
 */
public record LogSettings(
    String level, Format format, Optional<Path> file, int keep, int keepBytes) {
  public static final LogSettings DEFAULT =
      new LogSettings("info", Optional.empty(), 100_000, 32_000_000);

  /** How lines are written. */
  public enum Format {
    /** For people. */
    TEXT("text"),

    /** For programs: one JSON object in each line. */
    JSON("json");

    private final String word;

    Format(String word) {
      this.word = word;
    }

    /** As it is written in the configuration. */
    public String word() {
      return word;
    }

    /** The one of that word, if there is one. */
    public static Optional<Format> of(String word) {
      return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
    }
  }

  /** With lines for people. */
  public LogSettings(String level, Optional<Path> file, int keep, int keepBytes) {
    this(level, Format.TEXT, file, keep, keepBytes);
  }

  /** How many full files are kept besides the one that is written to. */
  public static final int OLD_FILES = 5;

  /**
   * What a full file is called.
   *
   * @param number from 1, which is the latest, to {@link #OLD_FILES}
   */
  public static Path oldFile(Path file, int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }
}
