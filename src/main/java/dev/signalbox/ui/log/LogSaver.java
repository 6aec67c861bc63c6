package dev.signalbox.ui.log;

import dev.signalbox.base.FileFailures;
import dev.signalbox.base.SerialExecutor;
import dev.signalbox.ui.log.lines.Effort;
import dev.signalbox.ui.log.lines.LogExport;
import dev.signalbox.ui.toolkit.Texts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Writes lines into a file that the operator chooses, in the background. */
final class LogSaver {
  private final LogModel model;
  private final Texts texts;
  private final Consumer<String> say;
  private final Executor writing = new SerialExecutor("save log");

  /**
   * Says what has become of it.
   *
   * @param say on the FX thread
   */
  LogSaver(LogModel model, Consumer<String> say, Texts texts) {
    this.model = model;
    this.say = say;
    this.texts = texts;
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
              var _ = export.thenAcceptAsync(lines -> write(lines, file), writing);
            });
  }

  private void write(LogExport lines, Path file) {
    String said = written(lines, file);
    Platform.runLater(() -> say.accept(said));
  }

  private String written(LogExport lines, Path file) {
    try {
      int count = lines.writeTo(file, LogExport.Form.of(file));
      return texts.get("log.saved", Texts.number(count), file);
    } catch (IOException e) {
      return texts.get("log.notSaved", file, FileFailures.reason(e));
    } catch (Effort.SpentException e) {
      return texts.get("log.notSaved", file, texts.get("log.pattern.costly"));
    }
  }

  /** Asks with the platform's own dialog. */
  Optional<Path> ask(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get("log.save.title"));
    chooser.setInitialFileName("signalbox.log");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(texts.get("log.save.text"), "*.log", "*.txt"),
            new FileChooser.ExtensionFilter(texts.get("log.save.json"), "*.jsonl"));
    @Nullable File chosen = chooser.showSaveDialog(owner);
    return Optional.ofNullable(chosen).map(File::toPath);
  }
}
