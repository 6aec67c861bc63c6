package dev.signalbox.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Whether nobody has said where the user's own files are. */
    public boolean isWithoutHome() {
      return places.size() == 1;
    }
  }

  /**
   * The surroundings that decide where to look.
   *
   * @param home empty if nobody has said where that is
   * @param operatingSystem as in the system property {@code os.name}
   */
  record Surroundings(
      Map<String, String> environment,
      Optional<Path> home,
      Path workingDirectory,
      String operatingSystem) {
    public Surroundings {
      environment = Map.copyOf(environment);
    }

    /** These surroundings of a process, whose shell knows better than the user database. */
    public static Surroundings of(
        Map<String, String> environment,
        Optional<String> homeOfUser,
        Path workingDirectory,
        String operatingSystem) {
      Optional<Path> home =
          Stream.of(
                  Optional.ofNullable(environment.get("HOME"))
                      .filter(_ -> !isWindows(operatingSystem)),
                  homeOfUser)
              .flatMap(Optional::stream)
              .flatMap(value -> absolute(value).stream())
              .findFirst();
      return new Surroundings(environment, home, workingDirectory, operatingSystem);
    }

    /** The variable's directory, else that one below the user's home; empty without either. */
    Optional<Path> directory(String variable, String belowHome) {
      return directory(variable).or(() -> home.map(folder -> folder.resolve(belowHome)));
    }

    /** The variable's directory; empty unless it is an absolute one. */
    public Optional<Path> directory(String variable) {
      return Optional.ofNullable(environment.get(variable)).flatMap(Surroundings::absolute);
    }

    /** A relative one is ignored, as the XDG specification demands. */
    private static Optional<Path> absolute(String value) {
      return Optional.of(value)
          .filter(text -> !text.isBlank())
          .map(Path::of)
          .filter(Path::isAbsolute);
    }

    public boolean isWindows() {
      return isWindows(operatingSystem);
    }

    private static boolean isWindows(String operatingSystem) {
      return operatingSystem.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    public boolean isMac() {
      return operatingSystem.toLowerCase(Locale.ROOT).startsWith("mac");
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
        Stream.concat(
                Stream.of(surroundings.workingDirectory()), userDirectory(surroundings).stream())
            .map(folder -> folder.resolve(FILE_NAME))
            .toList();
    return places.stream()
        .filter(Files::exists)
        .findFirst()
        .<SettingsLocation>map(Found::new)
        .orElseGet(() -> new NotFound(places));
  }

  /** The directory where this operating system keeps a program's configuration for one user. */
  static Optional<Path> userDirectory(Surroundings surroundings) {
    if (surroundings.isWindows()) {
      return surroundings
          .directory("APPDATA", "AppData/Roaming")
          .map(folder -> folder.resolve("Signalbox"));
    }
    if (surroundings.isMac()) {
      return surroundings.home().map(home -> home.resolve("Library/Application Support/Signalbox"));
    }
    return surroundings
        .directory("XDG_CONFIG_HOME", ".config")
        .map(folder -> folder.resolve("signalbox"));
  }
}
