package dev.signalbox.ui.toolkit;

import java.net.URI;
import java.nio.file.Path;
import javafx.scene.text.Font;
import org.kordamp.ikonli.FontLoader;
import org.kordamp.ikonli.IkonHandler;
import org.kordamp.ikonli.IkonResolverProvider;

/**
 * Loads the fonts that icons are drawn with from the files they are in. What is not a file of its
 * own the toolkit copies to the folder for temporary files, to be deleted when the virtual machine
 * ends by its own exit, as this program does not.
 */
final class IconFonts implements FontLoader {
  private static final double ANY_SIZE = 16;

  IconFonts() {}

  /** Makes icons known, once in a process; later calls do nothing. Any thread. */
  static void load() {
    var _ = IkonResolverProvider.getInstance(new IconFonts());
  }

  @Override
  public void loadFont(IkonHandler handler) {
    handler.setFont(Font.loadFont(address(handler.getFontResource().toExternalForm()), ANY_SIZE));
  }

  /** The toolkit takes the path of a file as it is written, so it must not be encoded. */
  private static String address(String resource) {
    return resource.startsWith("file:") ? "file:" + Path.of(URI.create(resource)) : resource;
  }
}
