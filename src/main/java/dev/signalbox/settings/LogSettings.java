package dev.signalbox.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is logged, where, and how much of it the window keeps.
 *
 * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
 * @param file where lines are written besides standard output
 * @param keep how many lines the window keeps
 */
public record LogSettings(String level, Optional<Path> file, int keep) {
  public static final LogSettings DEFAULT = new LogSettings("info", Optional.empty(), 100_000);
}
