package dev.signalbox.app.single;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.SettingsLocation.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeetingPlaceTest {
  @TempDir private Path folder;

  @Test
  void isTheSessionsWhereThereIsOne() {
    assertThat(on("Linux", folder.toString())).contains(folder.resolve("signalbox"));
  }

  @Test
  void isInTheStateDirectoryWhereThereIsNone() {
    Path usual = folder.resolve("home/.local/state/signalbox/run");

    assertThat(on("Linux", folder.resolve("gone").toString())).contains(usual);
    assertThat(on("Linux", "relative")).contains(usual);
    assertThat(on("Linux", "")).contains(usual);
    assertThat(usual).doesNotExist();
  }

  @Test
  void isInTheStateDirectoryWhereSessionsHaveNone() {
    assertThat(on("Mac OS X", folder.toString()))
        .contains(folder.resolve("home/Library/Application Support/Signalbox/State/run"));
    assertThat(on("Windows 11", folder.toString()))
        .contains(folder.resolve("home/AppData/Local/Signalbox/State/run"));
  }

  @Test
  void withoutAHomeThereIsNone() {
    assertThat(MeetingPlace.of(new Surroundings(Map.of(), Optional.empty(), folder, "Linux")))
        .isEmpty();
  }

  @Test
  void aNameIsShortAndAFilesOwn() {
    String name = MeetingPlace.nameOf(folder.resolve("a/signalbox.yaml"));

    assertThat(name).matches("[0-9a-f]{12}");
    assertThat(MeetingPlace.nameOf(folder.resolve("b/signalbox.yaml"))).isNotEqualTo(name);
    assertThat(Files.exists(folder.resolve("a"))).isFalse();
  }

  private Optional<Path> on(String system, String session) {
    return MeetingPlace.of(
        new Surroundings(
            Map.of("XDG_RUNTIME_DIR", session),
            Optional.of(folder.resolve("home")),
            folder,
            system));
  }
}
