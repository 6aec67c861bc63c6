package dev.signalbox.settings.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The files that a configuration is made of, itself included, and folders of such files. Confined
 * to the thread that loads.
 */
final class UsedFiles {
  private final Set<Path> files = new LinkedHashSet<>();

  void add(Path file) {
    files.add(file.toAbsolutePath().normalize());
  }

  /** Whether that file is one of them, by whatever name. */
  boolean contains(Path file) {
    Path folder = file.toAbsolutePath().resolveSibling("");
    return Files.exists(file)
        && files.stream().anyMatch(used -> isSame(used, file) || isSame(used, folder));
  }

  private static boolean isSame(Path used, Path file) {
    try {
      return Files.isSameFile(used, file);
    } catch (IOException _) {
      // One that is not there is none of them.
      return false;
    }
  }
}
