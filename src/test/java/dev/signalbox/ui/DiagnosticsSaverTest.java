package dev.signalbox.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Askers;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.toolkit.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class DiagnosticsSaverTest {
  @AutoClose private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final Operator operator = new Operator(engine, Askers.TEST, new Texts());
  private final DiagnosticsSaver saver = new DiagnosticsSaver(engine, operator, new Texts());

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void eachTextIsAFileOfTheArchive() throws IOException {
    Path file = folder.resolve("told.zip");
    WindowRobot.onFxThread(() -> saver.save(file));
    WindowRobot.eventually(
        () -> assertThat(operator.answerProperty().get()).startsWith("Diagnostics are in " + file));

    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry log = zip.getEntry("log.txt");
      assertThat(zip.getInputStream(log)).hasContent("all is well");
      assertThat(zip.stream()).hasSize(1);
    }
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void whatCannotBeWrittenIsTold() throws IOException {
    Path file = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(file.resolve("kept"), "kept", StandardCharsets.UTF_8);
    WindowRobot.onFxThread(() -> saver.save(file));
    WindowRobot.eventually(
        () ->
            assertThat(operator.answerProperty().get())
                .startsWith("Diagnostics are not in " + file));
  }
}
