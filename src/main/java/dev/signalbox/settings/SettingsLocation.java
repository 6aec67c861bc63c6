package dev.signalbox.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the configuration file is, or where it was looked for in vain. */
public sealed interface SettingsLocation {
  String FILE_NAME = "signalbox.yaml";

  /** The file to load. One that was asked for by name need not exist: loading it says so. */
  record Found(Path file) implements SettingsLocation {}

  /** No file was asked for, and none is in the usual places, given in the order of the search. */
  record NotFound(List<Path> places) implements SettingsLocation {
    public NotFound {
      places = List.copyOf(places);
    }
  }

  /**
   * The surroundings that decide where to look.
   *
   * @param operatingSystem as in the system property {@code os.name}
   */
  record Surroundings(
      Map<String, String> environment, Path home, Path workingDirectory, String operatingSystem) {
    public Surroundings {
      environment = Map.copyOf(environment);
    }

    /** The variable's directory; a relative one is ignored, as the XDG specification demands. */
    Path directory(String variable, Path otherwise) {
      return Optional.ofNullable(environment.get(variable))
          .filter(value -> !value.isBlank())
          .map(Path::of)
          .filter(Path::isAbsolute)
          .orElse(otherwise);
    }
  }

  /**
   * The file asked for, else {@code signalbox.yaml} in the working directory, else the one in the
   * user's configuration directory. Looks at the file system: not for the FX thread.
   */
  static SettingsLocation find(Optional<Path> askedFor, Surroundings surroundings) {
    if (askedFor.isPresent()) {
      return new Found(surroundings.workingDirectory().resolve(askedFor.get()));
    }
    List<Path> places =
        List.of(
            surroundings.workingDirectory().resolve(FILE_NAME),
            userDirectory(surroundings).resolve(FILE_NAME));
    return places.stream()
        .filter(Files::exists)
        .findFirst()
        .<SettingsLocation>map(Found::new)
        .orElseGet(() -> new NotFound(places));
  }

  /** The directory where this operating system keeps a program's configuration for one user. */
  static Path userDirectory(Surroundings surroundings) {
    Path home = surroundings.home();
    String system = surroundings.operatingSystem().toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return surroundings
          .directory("APPDATA", home.resolve("AppData/Roaming"))
          .resolve("Signalbox");
    }
    if (system.startsWith("mac")) {
      return home.resolve("Library/Application Support/Signalbox");
    }
    return surroundings.directory("XDG_CONFIG_HOME", home.resolve(".config")).resolve("signalbox");
  }
}
