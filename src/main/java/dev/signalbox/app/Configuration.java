package dev.signalbox.app;

import dev.signalbox.settings.Settings;
import dev.signalbox.settings.StateDirectory;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.settings.reading.SettingsLoader;
import java.nio.file.Path;

/**
 * What a file configures, and where a program with that configuration keeps what is to survive it.
 */
record Configuration(Settings settings, Path stateFolder) {

  /**
   * Reads it; not on the FX thread.
   *
   * @throws SettingsException naming all that is wrong
   */
  static Configuration load(Path file) throws SettingsException {
    return new Configuration(
        SettingsLoader.load(file, System.getenv()),
        StateDirectory.of(Surroundings.ofProcess(), file));
  }
}
