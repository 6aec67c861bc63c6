package dev.signalbox.settings.editing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a configuration file is written, and when it is not. */
class SettingsFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aMissingFileIsMadeForItsOwnerOnlyWithTheFoldersAboveIt() throws Exception {
    Path file = folder.resolve("new/signalbox.yaml");
    SettingsFile missing = SettingsFile.read(file);
    assertThat(missing.text()).isEmpty();

    SettingsFile written = missing.write(missing.with("connections: {}\n"));

    assertThat(file).hasContent("connections: {}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(written.isSameAs(SettingsFile.read(file))).isTrue();
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> missing.write("x".getBytes(UTF_8)))
        .withMessageContaining("changed on disk");
  }

  @Test
  void aLinkStaysAndItsTargetKeepsItsPermissionsAndItsMark() throws Exception {
    Path target = folder.resolve("target.yaml");
    Path link = folder.resolve("signalbox.yaml");
    Files.writeString(target, "\uFEFFconnections: {}\n");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(link, target);
    SettingsFile file = SettingsFile.read(link);
    assertThat(file.text()).isEqualTo("connections: {}\n");

    file.write(file.with("retry: {}\n"));

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(target)).isEqualTo("\uFEFFretry: {}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r-----");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrderElementsOf(List.of(link, target));
    }
  }

  @Test
  void aFileThatSomebodyElseChangedIsLeftAlone() throws Exception {
    Path path = folder.resolve("signalbox.yaml");
    Files.writeString(path, "a: 1\n");
    SettingsFile file = SettingsFile.read(path);
    Files.writeString(path, "a: 2\n");

    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> file.write(file.with("a: 3\n")))
        .withMessageContaining("changed on disk");
    assertThat(path).hasContent("a: 2\n");
    Files.delete(path);
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> file.write(file.with("a: 3\n")));
    assertThat(path).doesNotExist();
  }

  @Test
  void whatIsNoTextOfAConfigurationIsNotEdited() throws Exception {
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> SettingsFile.read(folder));
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xE4, '\n'});
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> SettingsFile.read(latin))
        .withMessageContaining("UTF-8");
    Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> SettingsFile.read(large))
        .withMessageContaining("1 MiB");
  }
}
