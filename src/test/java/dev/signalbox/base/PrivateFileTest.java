package dev.signalbox.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void itTakesThePlaceOfWhatWasThereAndOnlyItsOwnerMayReadIt() throws IOException {
    Path file = Files.writeString(folder.resolve("told.txt"), "before");
    PrivateFile.replace(file, out -> out.write("after".getBytes(UTF_8)));
    assertThat(file).hasContent("after");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(OwnerOnly.FILE);
    assertThat(folder.toFile().list()).containsExactly("told.txt");
  }

  @Test
  void whatFailsHalfWayLeavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("told.txt"), "before");
    assertThatThrownBy(
            () ->
                PrivateFile.replace(
                    file,
                    out -> {
                      out.write("aft".getBytes(UTF_8));
                      throw new IOException("full");
                    }))
        .hasMessage("full");
    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("told.txt");
  }
}
