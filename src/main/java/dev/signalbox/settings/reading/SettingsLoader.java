package dev.signalbox.settings.reading;

import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Loads and validates a configuration file.
 *
 * <p>Blocks on file access: not for the FX thread. Keeps no state, so any other thread may call it.
 */
public final class SettingsLoader {
  private SettingsLoader() {}

  /** Loads {@code file} for a window, as {@link #load(Path, Map, Purpose)} does. */
  public static Settings load(Path file, Map<String, String> environment) throws SettingsException {
    return load(file, environment, Purpose.WINDOW);
  }

  /**
   * Loads {@code file}. Relative paths inside it start from its own folder.
   *
   * @param environment the variables that {@code ${env:NAME}} refers to
   * @param purpose what the settings are to be good for
   * @throws SettingsException naming every problem found, not only the first
   */
  public static Settings load(Path file, Map<String, String> environment, Purpose purpose)
      throws SettingsException {
    return load(file, () -> TextFile.read(file, TextFile.LIMIT), environment, purpose);
  }

  /**
   * What {@code file} would configure if it held these bytes, for a window; else as {@link
   * #load(Path, Map, Purpose)}.
   */
  public static Settings load(Path file, byte[] content, Map<String, String> environment)
      throws SettingsException {
    return load(file, () -> TextFile.text(content, TextFile.LIMIT), environment, Purpose.WINDOW);
  }

  private static Settings load(
      Path file, YamlDocument.Source source, Map<String, String> environment, Purpose purpose)
      throws SettingsException {
    Problems problems = new Problems(file.toString());
    Path folder = file.toAbsolutePath().resolveSibling("");
    UsedFiles files = new UsedFiles();
    files.add(file);
    Reading reading =
        new Reading(
            problems,
            new Interpolation(environment, folder, files, problems),
            file,
            files,
            folder,
            new Budget(problems),
            purpose);
    Optional<Settings> settings = read(source, reading);
    problems.throwIfAny();
    return settings.orElseThrow().with(problems.notices());
  }

  private static Optional<Settings> read(YamlDocument.Source source, Reading reading) {
    try {
      return YamlDocument.read(source, reading.problems())
          .flatMap(root -> SettingsReader.read(root, reading));
    } catch (Problems.EndedException _) {
      // What ended it is among the problems.
      return Optional.empty();
    }
  }
}
