package dev.signalbox.ui.toolkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
  private static final String IN_ARCHIVE = "!/";

  /** Names the folder in which the fonts lie as they lie in their archives. */
  private static final String PROPERTY = "signalbox.fonts";

  private static final double ANY_SIZE = 16;

  private final Optional<Path> folder;

  /**
   * Loads fonts from a folder, and from their archives where it has them not.
   *
   * @param folder in it the fonts lie as they lie in their archives
   */
  IconFonts(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Makes icons known, once in a process; later calls do nothing. Any thread. */
  static void load() {
    Optional<Path> folder = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    var _ = IkonResolverProvider.getInstance(new IconFonts(folder));
  }

  @Override
  public void loadFont(IkonHandler handler) {
    String resource = handler.getFontResource().toExternalForm();
    handler.setFont(Font.loadFont(file(resource).orElse(resource), ANY_SIZE));
  }

  /** The toolkit takes the path of a file as it is written, so it must not be encoded. */
  private Optional<String> file(String resource) {
    String inArchive = resource.substring(resource.indexOf(IN_ARCHIVE) + IN_ARCHIVE.length());
    return folder
        .map(fonts -> fonts.resolve(inArchive))
        .filter(Files::isRegularFile)
        .map(file -> "file:" + file);
  }
}
