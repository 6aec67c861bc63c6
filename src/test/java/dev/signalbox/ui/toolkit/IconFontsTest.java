package dev.signalbox.ui.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.text.Font;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.FeatherIkonHandler;
import org.testfx.api.FxToolkit;

class IconFontsTest {
  @TempDir private Path folder;

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void aFontIsFoundWhereverTheProgramIsInstalled() throws IOException {
    Path fonts = folder.resolve("Signalbox für alle 50%");
    FeatherIkonHandler handler = new FeatherIkonHandler();
    String resource = handler.getFontResource().getPath();
    Path file = fonts.resolve(resource.substring(resource.indexOf("!/") + 2));
    Files.createDirectories(file.getParent());
    try (InputStream font = new FeatherIkonHandler().getFontResourceAsStream()) {
      Files.copy(font, file);
    }

    new IconFonts(Optional.of(fonts)).loadFont(handler);

    assertThat((Font) handler.getFont()).extracting(Font::getFamily).isEqualTo("FeatherIcons");
  }
}
