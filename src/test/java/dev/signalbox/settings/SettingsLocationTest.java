package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.SettingsLocation.Found;
import dev.signalbox.settings.SettingsLocation.NotFound;
import dev.signalbox.settings.SettingsLocation.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLocationTest {
  @TempDir Path root;
  private Path home;
  private Path working;

  @BeforeEach
  void prepare() throws IOException {
    home = Files.createDirectory(root.resolve("home"));
    working = Files.createDirectory(root.resolve("working"));
  }

  @Test
  void theFileAskedForWinsEvenIfItDoesNotExist() throws IOException {
    create(working.resolve("signalbox.yaml"));

    assertThat(SettingsLocation.find(Optional.of(Path.of("other.yaml")), on("Linux", Map.of())))
        .isEqualTo(new Found(working.resolve("other.yaml")));
    assertThat(
            SettingsLocation.find(Optional.of(root.resolve("other.yaml")), on("Linux", Map.of())))
        .isEqualTo(new Found(root.resolve("other.yaml")));
  }

  @Test
  void theWorkingDirectoryComesBeforeTheUsersDirectory() throws IOException {
    Path users = create(home.resolve(".config/signalbox/signalbox.yaml"));
    assertThat(find("Linux", Map.of())).isEqualTo(new Found(users));

    Path here = create(working.resolve("signalbox.yaml"));
    assertThat(find("Linux", Map.of())).isEqualTo(new Found(here));
  }

  @Test
  void listsThePlacesLookedAt() {
    assertThat(find("Linux", Map.of()))
        .isEqualTo(places(home.resolve(".config/signalbox/signalbox.yaml")));
  }

  @Test
  void followsTheXdgVariable() {
    Path other = root.resolve("xdg");

    assertThat(find("Linux", Map.of("XDG_CONFIG_HOME", other.toString())))
        .isEqualTo(places(other.resolve("signalbox/signalbox.yaml")));
  }

  @Test
  void ignoresAnEmptyOrRelativeXdgVariable() {
    NotFound usual = places(home.resolve(".config/signalbox/signalbox.yaml"));

    assertThat(find("Linux", Map.of("XDG_CONFIG_HOME", ""))).isEqualTo(usual);
    assertThat(find("Linux", Map.of("XDG_CONFIG_HOME", "relative"))).isEqualTo(usual);
  }

  @Test
  void looksInApplicationDataOnWindows() {
    Path roaming = root.resolve("roaming");

    assertThat(find("Windows 11", Map.of("APPDATA", roaming.toString())))
        .isEqualTo(places(roaming.resolve("Signalbox/signalbox.yaml")));
    assertThat(find("Windows 11", Map.of()))
        .isEqualTo(places(home.resolve("AppData/Roaming/Signalbox/signalbox.yaml")));
  }

  @Test
  void looksInApplicationSupportOnMac() {
    assertThat(find("Mac OS X", Map.of("XDG_CONFIG_HOME", root.toString())))
        .isEqualTo(places(home.resolve("Library/Application Support/Signalbox/signalbox.yaml")));
  }

  @Test
  void theShellsHomeComesBeforeTheOneOfTheUserDatabase() {
    String shells = root.resolve("shell").toString();

    assertThat(homeOf("Linux", Map.of("HOME", shells), home.toString()))
        .contains(root.resolve("shell"));
    assertThat(homeOf("Windows 11", Map.of("HOME", shells), home.toString())).contains(home);
    for (String none : List.of("", "relative")) {
      assertThat(homeOf("Linux", Map.of("HOME", none), home.toString())).contains(home);
    }
    assertThat(homeOf("Linux", Map.of(), "?")).isEmpty();
  }

  @Test
  void withoutAHomeThereIsOnePlaceToLookIn() {
    Surroundings homeless = new Surroundings(Map.of(), Optional.empty(), working, "Linux");

    assertThat(SettingsLocation.find(Optional.empty(), homeless))
        .isEqualTo(new NotFound(List.of(working.resolve("signalbox.yaml"))));
  }

  private Optional<Path> homeOf(String system, Map<String, String> environment, String homeOfUser) {
    return Surroundings.of(environment, Optional.of(homeOfUser), working, system).home();
  }

  private SettingsLocation find(String system, Map<String, String> environment) {
    return SettingsLocation.find(Optional.empty(), on(system, environment));
  }

  private Surroundings on(String system, Map<String, String> environment) {
    return new Surroundings(environment, Optional.of(home), working, system);
  }

  private NotFound places(Path users) {
    return new NotFound(List.of(working.resolve("signalbox.yaml"), users));
  }

  private static Path create(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "connections: {}\n");
  }
}
