package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A {@code signalbox.yaml} in a folder of its own, rewritten by every test. */
public final class ConfigurationFile {
  /** Lines 1 to 4; one sound connection of each type. */
  public static final String CONNECTIONS =
      """
      connections:
        nats: {type: nats, servers: ["nats://localhost:4222"]}
        oracle: {type: oracle, url: "//localhost:1521/FREEPDB1", username: app, password: secret}
        mariadb: {type: mariadb, url: "localhost:3306/tracking", username: app, password: secret}
      """;

  private final Path folder;

  public ConfigurationFile(Path folder) {
    this.folder = folder;
  }

  public Path path() {
    return folder.resolve("signalbox.yaml");
  }

  public Settings load(String yaml) throws IOException, SettingsException {
    return load(yaml, Map.of());
  }

  public Settings load(String yaml, Map<String, String> environment)
      throws IOException, SettingsException {
    Files.writeString(path(), yaml);
    return SettingsLoader.load(path(), environment);
  }

  /** The lines that loading {@code yaml} complains with, without the folder. */
  public List<String> problems(String yaml) throws IOException {
    return problems(yaml, Map.of());
  }

  public List<String> problems(String yaml, Map<String, String> environment) throws IOException {
    Files.writeString(path(), yaml);
    return problemsOf(path(), environment);
  }

  /** The lines that loading {@code file} complains with, without the folder. */
  public List<String> problemsOf(Path file, Map<String, String> environment) {
    SettingsException failure =
        catchThrowableOfType(SettingsException.class, () -> SettingsLoader.load(file, environment));
    return failure.problems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }
}
