package dev.signalbox.ui.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path file = Files.createDirectory(folder.resolve("Signalbox für alle 50%")).resolve("font.ttf");
    try (InputStream font = new FeatherIkonHandler().getFontResourceAsStream()) {
      Files.copy(font, file);
    }
    FeatherIkonHandler handler =
        new FeatherIkonHandler() {
          @Override
          public URL getFontResource() {
            try {
              return file.toUri().toURL();
            } catch (MalformedURLException e) {
              throw new UncheckedIOException(e);
            }
          }
        };

    new IconFonts().loadFont(handler);

    assertThat((Font) handler.getFont()).extracting(Font::getFamily).isEqualTo("FeatherIcons");
  }
}
