package dev.signalbox.ui.toolkit;

import dev.signalbox.base.FileFailures;
import dev.signalbox.base.SerialExecutor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Writes files that the operator chooses, one after the other, in the background, and says what has
 * become of each.
 *
 * <p>Threading: asks on the FX thread; writing may be begun on any thread.
 */
public final class FileSaver {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

  private final String failed;
  private final Consumer<String> say;
  private final Texts texts;
  private final Executor writing = new SerialExecutor("save");

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it, and may block; returns what there is to say of it. */
    String writeTo(Path file) throws IOException;
  }

  /**
   * Nothing is asked yet.
   *
   * @param failed the key of what is said of a file that cannot be written, with it and the reason
   * @param say is told on the FX thread
   */
  public FileSaver(String failed, Consumer<String> say, Texts texts) {
    this.failed = failed;
    this.say = say;
    this.texts = texts;
  }

  /** Asks for a file with the platform's own dialog; empty if none is chosen. */
  public static Optional<Path> ask(
      Window owner, String title, String name, FileChooser.ExtensionFilter... kinds) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(name);
    chooser.getExtensionFilters().addAll(kinds);
    @Nullable File chosen = chooser.showSaveDialog(owner);
    return Optional.ofNullable(chosen).map(File::toPath);
  }

  /** A moment as part of a file's name, to the minute, by the clock on the wall. */
  public static String stamp(Instant at) {
    return STAMP.format(at.atZone(ZoneId.systemDefault()));
  }

  /** Begins to write it. */
  public void save(Path file, Content content) {
    writing.execute(
        () -> {
          String said = written(file, content);
          FxThread.run(() -> say.accept(said));
        });
  }

  private String written(Path file, Content content) {
    try {
      return content.writeTo(file);
    } catch (IOException e) {
      return failed(file, FileFailures.reason(e));
    }
  }

  /** What is said of a file that could not be written for this reason. */
  public String failed(Path file, String reason) {
    return texts.get(failed, file, reason);
  }
}
