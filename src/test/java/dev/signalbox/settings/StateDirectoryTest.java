package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.SettingsLocation.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateDirectoryTest {
  private static final Path ROOT = Path.of("/nowhere").toAbsolutePath();
  private static final Path HOME = ROOT.resolve("home");
  private static final Path WORKING = ROOT.resolve("working");

  @Test
  void followsTheXdgVariable() {
    Path other = ROOT.resolve("xdg");

    assertThat(
            StateDirectory.userDirectory(on("Linux", Map.of("XDG_STATE_HOME", other.toString()))))
        .contains(other.resolve("signalbox"));
  }

  @Test
  void ignoresAnEmptyOrRelativeXdgVariable() {
    Path usual = HOME.resolve(".local/state/signalbox");

    assertThat(StateDirectory.userDirectory(on("Linux", Map.of()))).contains(usual);
    assertThat(StateDirectory.userDirectory(on("Linux", Map.of("XDG_STATE_HOME", ""))))
        .contains(usual);
    assertThat(StateDirectory.userDirectory(on("Linux", Map.of("XDG_STATE_HOME", "relative"))))
        .contains(usual);
  }

  @Test
  void isInLocalApplicationDataOnWindows() {
    Path local = ROOT.resolve("local");

    assertThat(
            StateDirectory.userDirectory(
                on("Windows 11", Map.of("LOCALAPPDATA", local.toString()))))
        .contains(local.resolve("Signalbox/State"));
    assertThat(StateDirectory.userDirectory(on("Windows 11", Map.of())))
        .contains(HOME.resolve("AppData/Local/Signalbox/State"));
  }

  @Test
  void isInApplicationSupportOnMac() {
    assertThat(
            StateDirectory.userDirectory(on("Mac OS X", Map.of("XDG_STATE_HOME", ROOT.toString()))))
        .contains(HOME.resolve("Library/Application Support/Signalbox/State"));
  }

  @Test
  void eachConfigurationHasAFolderOfItsOwn() {
    Path one = of(ROOT.resolve("a/signalbox.yaml"));
    Path other = of(ROOT.resolve("b/signalbox.yaml"));

    assertThat(one.getParent()).isEqualTo(HOME.resolve(".local/state/signalbox"));
    assertThat(one).isNotEqualTo(other);
    assertThat(one.getFileName().toString()).matches("signalbox-[0-9a-f]{12}");
    assertThat(other.getFileName().toString()).matches("signalbox-[0-9a-f]{12}");
  }

  @Test
  void aConfigurationIsTheSameHoweverItsPathIsWritten() {
    Path folder = of(WORKING.resolve("site.yml"));

    assertThat(of(Path.of("site.yml"))).isEqualTo(folder);
    assertThat(of(Path.of("../working/./site.yml"))).isEqualTo(folder);
  }

  @Test
  void theNameIsReadableShortAndFitForAnyFileSystem() {
    assertThat(of(Path.of("plant Süd: #1.yaml")).getFileName().toString())
        .matches("plant_S_d_1-[0-9a-f]{12}");
    assertThat(of(Path.of("x".repeat(200) + ".yaml")).getFileName().toString())
        .matches("x{40}-[0-9a-f]{12}");
    assertThat(of(Path.of("..yaml")).getFileName().toString()).matches("_-[0-9a-f]{12}");
  }

  @Test
  void withoutAHomeThereIsNone() {
    Surroundings homeless = new Surroundings(Map.of(), Optional.empty(), WORKING, "Linux");

    assertThat(StateDirectory.of(homeless, Path.of("signalbox.yaml"))).isEmpty();
  }

  @Test
  void nothingIsMade() {
    assertThat(Files.exists(of(Path.of("signalbox.yaml")))).isFalse();
  }

  private static Path of(Path configuration) {
    return StateDirectory.of(on("Linux", Map.of()), configuration).orElseThrow();
  }

  private static Surroundings on(String system, Map<String, String> environment) {
    return new Surroundings(environment, Optional.of(HOME), WORKING, system);
  }
}
