package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.Effort;
import dev.signalbox.ui.log.lines.LogExport;
import dev.signalbox.ui.toolkit.FileSaver;
import dev.signalbox.ui.toolkit.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Writes lines into a file that the operator chooses, in the background. */
final class LogSaver {
  private final LogModel model;
  private final Texts texts;
  private final Consumer<String> say;
  private final FileSaver saver;

  /**
   * Says what has become of it.
   *
   * @param say on the FX thread
   */
  LogSaver(LogModel model, Consumer<String> say, Texts texts) {
    this.model = model;
    this.say = say;
    this.texts = texts;
    this.saver = new FileSaver("log.notSaved", say, texts);
  }

  /** Writes the lines shown, or all that are kept, into the file that is chosen, if one is. */
  void save(boolean all, Supplier<Optional<Path>> choice) {
    // Taken before the question: what is saved is what was there when it was asked for.
    var export = model.export(all);
    choice
        .get()
        .ifPresent(
            file -> {
              say.accept(texts.get("log.saving", file));
              var _ =
                  export.thenAccept(lines -> saver.save(file, chosen -> written(lines, chosen)));
            });
  }

  private String written(LogExport lines, Path file) throws IOException {
    try {
      int count = lines.writeTo(file, LogExport.Form.of(file));
      return texts.get("log.saved", count, file);
    } catch (Effort.SpentException e) {
      return saver.failed(file, texts.get("log.pattern.costly"));
    }
  }

  /** Asks with the platform's own dialog. */
  Optional<Path> ask(Window owner) {
    return FileSaver.ask(
        owner,
        texts.get("log.save.title"),
        "signalbox.log",
        new FileChooser.ExtensionFilter(texts.get("log.save.text"), "*.log", "*.txt"),
        new FileChooser.ExtensionFilter(texts.get("log.save.json"), "*.jsonl"));
  }
}
