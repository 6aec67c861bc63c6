package dev.signalbox.settings.reading;

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

  /**
   * Loads {@code file}. Relative paths inside it start from its own folder.
   *
   * @param environment the variables that {@code ${env:NAME}} refers to
   * @throws SettingsException naming every problem found, not only the first
   */
  public static Settings load(Path file, Map<String, String> environment) throws SettingsException {
    Problems problems = new Problems(file.toString());
    Path folder = file.toAbsolutePath().resolveSibling("");
    Reading reading =
        new Reading(problems, new Interpolation(environment, folder, problems), folder);
    Optional<Settings> settings =
        YamlDocument.read(file, problems).flatMap(root -> SettingsReader.read(root, reading));
    problems.throwIfAny();
    return settings.orElseThrow();
  }
}
