package dev.signalbox.settings.editing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.base.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
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

  /** Also what the file system knows of it besides, where the lists of who may do what are kept. */
  @Test
  void whoseFileItIsAndWhatElseIsKnownOfItStays() throws Exception {
    Path path = folder.resolve("signalbox.yaml");
    Files.writeString(path, "a: 1\n");
    boolean root = Integer.valueOf(0).equals(Files.getAttribute(path, "unix:uid"));
    if (root) {
      // Nobody else may give a file away.
      Files.setAttribute(path, "unix:uid", 12_345);
      Files.setAttribute(path, "unix:gid", 54_321);
    }
    UserDefinedFileAttributeView known =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    known.write("note", ByteBuffer.wrap("mine".getBytes(UTF_8)));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--r-----"));
    SettingsFile file = SettingsFile.read(path);

    file.write(file.with("a: 2\n"));

    assertThat(path).hasContent("a: 2\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("r--r-----");
    assertThat(known.list()).contains("note");
    if (root) {
      assertThat(Files.readAttributes(path, "unix:uid,gid"))
          .containsEntry("uid", 12_345)
          .containsEntry("gid", 54_321);
    }
  }

  /** As an editor does that writes a file of its own and gives it the name. */
  @Test
  void aFileThatIsReplacedWhileItIsWrittenIsLeftAlone() throws Exception {
    Path path = folder.resolve("signalbox.yaml");
    Files.writeString(path, "a: 1\n");
    SettingsFile file = SettingsFile.read(path);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                PrivateFile.change(
                    path,
                    file::requireSame,
                    out -> {
                      out.write("a: 3\n".getBytes(UTF_8));
                      Path other = Files.writeString(folder.resolve("other"), "a: 2\n");
                      Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
                    }));

    assertThat(path).hasContent("a: 2\n");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(path);
    }
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> file.write(file.with("a: 3\n")))
        .withMessage("the file has been changed on disk meanwhile: reload it first");
    assertThat(path).hasContent("a: 2\n");
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
