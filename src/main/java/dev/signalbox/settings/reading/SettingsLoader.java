package dev.signalbox.settings.reading;

import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.text.TextFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * Loads and validates a configuration file.
 *
 * <p>Blocks on file access: not for the FX thread. Keeps no state, so any other thread may call it.
 */
public final class SettingsLoader {
  private SettingsLoader() {}

  /** What makes settings of the root of a file. */
  private interface RootReader extends BiFunction<MappingNode, Reading, Optional<Settings>> {}

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
    return load(
        file,
        () -> TextFile.read(file, TextFile.LIMIT),
        environment,
        purpose,
        SettingsReader::read);
  }

  /**
   * Loads a file that says no more than how to reach a fleet: {@code fleet} and perhaps {@code
   * environment}; else as {@link #load(Path, Map, Purpose)}.
   *
   * @return settings without connections and relays, in which {@link Settings#fleet()} is present
   */
  public static Settings loadFleet(Path file, Map<String, String> environment)
      throws SettingsException {
    return load(
        file,
        () -> TextFile.read(file, TextFile.LIMIT),
        environment,
        Purpose.WINDOW,
        SettingsReader::readFleet);
  }

  /**
   * What {@code file} would configure if it held these bytes, for a window; else as {@link
   * #load(Path, Map, Purpose)}.
   */
  public static Settings load(Path file, byte[] content, Map<String, String> environment)
      throws SettingsException {
    return load(
        file,
        () -> TextFile.text(content, TextFile.LIMIT),
        environment,
        Purpose.WINDOW,
        SettingsReader::read);
  }

  private static Settings load(
      Path file,
      YamlDocument.Source source,
      Map<String, String> environment,
      Purpose purpose,
      RootReader root)
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
    Optional<Settings> settings = read(source, reading, root);
    problems.throwIfAny();
    return settings.orElseThrow().with(problems.notices());
  }

  private static Optional<Settings> read(
      YamlDocument.Source source, Reading reading, RootReader root) {
    try {
      return YamlDocument.read(source, reading.problems())
          .flatMap(mapping -> root.apply(mapping, reading));
    } catch (Problems.EndedException _) {
      // What ended it is among the problems.
      return Optional.empty();
    }
  }
}
