package dev.signalbox.app;

import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.StateDirectory;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.settings.reading.SettingsLoader;
import java.nio.file.Path;

/**
 * What a file configures, and where a program with that configuration keeps what is to survive it.
 */
record Configuration(Settings settings, Path stateFolder) {

  /** Reads a file; not on the FX thread. */
  @FunctionalInterface
  interface Reader {
    /**
     * What that file configures.
     *
     * @param purpose what it is to be good for
     * @throws SettingsException naming all that is wrong
     */
    Configuration read(Path file, Purpose purpose) throws SettingsException;
  }

  /** Reads with this process's environment, and keeps what survives where the platform wants it. */
  static Configuration read(Path file, Purpose purpose) throws SettingsException {
    return read(file, purpose, StateDirectory.of(Surroundings.ofProcess(), file));
  }

  /** Reads with this process's environment, and keeps what survives in that folder. */
  static Configuration read(Path file, Purpose purpose, Path stateFolder) throws SettingsException {
    return new Configuration(SettingsLoader.load(file, System.getenv(), purpose), stateFolder);
  }
}
