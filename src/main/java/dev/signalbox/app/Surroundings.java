package dev.signalbox.app;

import dev.signalbox.settings.SettingsLocation;
import java.nio.file.Path;
import java.util.Optional;

/** What this process was started in. */
final class Surroundings {
  private Surroundings() {}

  static SettingsLocation.Surroundings ofProcess() {
    return SettingsLocation.Surroundings.of(
        System.getenv(),
        Optional.ofNullable(System.getProperty("user.home")),
        Path.of("").toAbsolutePath(),
        System.getProperty("os.name"));
  }

  /** Whether a window could be opened at all, and if not, what is missing. */
  static boolean hasDisplay() {
    boolean linux = System.getProperty("os.name").startsWith("Linux");
    return !linux
        || System.getenv("DISPLAY") != null
        || System.getenv("WAYLAND_DISPLAY") != null
        || "Headless".equals(System.getProperty("glass.platform"));
  }
}
