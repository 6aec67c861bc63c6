package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.Effort;
import dev.signalbox.ui.log.lines.LogExport;
import dev.signalbox.ui.log.lines.LogRow;
import dev.signalbox.ui.log.lines.LogText;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/** Puts lines on the clipboard. FX thread only. */
final class LogCopy {
  private final LogModel model;
  private final Consumer<String> say;
  private final Texts texts;

  LogCopy(LogModel model, Consumer<String> say, Texts texts) {
    this.model = model;
    this.say = say;
    this.texts = texts;
  }

  static void text(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** If there are none, says so and leaves the clipboard as it is. */
  void selected(List<LogRow> rows) {
    if (rows.isEmpty()) {
      say.accept(texts.get("log.nothingToCopy"));
    } else {
      lines(List.copyOf(rows));
    }
  }

  /** All that are shown. */
  void shown() {
    lines(List.copyOf(model.lines()));
  }

  /** As text in the background: there may be a hundred thousand. */
  private void lines(List<LogRow> rows) {
    var _ =
        CompletableFuture.supplyAsync(() -> LogText.lines(rows))
            .thenAcceptAsync(
                text -> {
                  text(text);
                  say.accept(texts.get("log.copied", rows.size()));
                },
                Platform::runLater);
  }

  /** All that are shown, each by itself, as an object in each line. */
  void shownAsJson() {
    var _ =
        model
            .export(false)
            .thenApplyAsync(lines -> lines.text(LogExport.Form.JSON_LINES))
            .whenCompleteAsync((text, lost) -> copied(text, lost), Platform::runLater);
  }

  private void copied(@Nullable String text, @Nullable Throwable lost) {
    if (text != null) {
      text(text);
      say.accept(texts.get("log.copied", (int) text.lines().count()));
    } else {
      say.accept(
          lost != null && lost.getCause() instanceof Effort.SpentException
              ? texts.get("log.pattern.costly")
              : String.valueOf(lost));
    }
  }

  /** The last warning or error, in full. */
  void problem() {
    model.lastProblemProperty().get().ifPresent(problem -> text(LogText.full(problem)));
  }
}
