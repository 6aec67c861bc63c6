package dev.signalbox.ui.relays.tools;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Answer;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** What became of a tool's work, in the tool's own place; what went wrong can be copied. */
final class ToolMessage extends HBox {
  private final Texts texts;
  private final FontIcon icon = new FontIcon("fth-info");
  private final Label text = new Label();
  private final Button copy;
  private String details = "";

  ToolMessage(Texts texts) {
    this.texts = texts;
    this.copy = new Button(texts.get("tools.copy"));
    copy.setMinWidth(USE_PREF_SIZE);
    copy.setOnAction(_ -> copy());
    text.setWrapText(true);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    getStyleClass().add("tool-message");
    getChildren().addAll(icon, text, copy);
    clear();
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(details);
    Clipboard.getSystemClipboard().setContent(content);
  }

  void clear() {
    setVisible(false);
    setManaged(false);
  }

  void say(String words) {
    show("fth-info", Tone.MUTED, words, Optional.empty());
  }

  void done(String words) {
    show("fth-check-circle", Tone.SUCCESS, words, Optional.empty());
  }

  void warn(String words) {
    show("fth-alert-triangle", Tone.WARNING, words, Optional.of(words));
  }

  private void failed(String words, String all) {
    show("fth-x-octagon", Tone.DANGER, words, Optional.of(all));
  }

  /** Says why there is no answer, or gives what is in it. */
  <T> Optional<T> given(Answer<T> answer) {
    return switch (answer) {
      case Answer.Given<T>(T value) -> {
        clear();
        yield Optional.of(value);
      }
      case Answer.Failed<T>(Failure failure) -> {
        failed(texts.get("tools.failed", failure.oneLine(), failure.nextStep()), failure.details());
        yield Optional.empty();
      }
      case Answer.Refused<T>(String reason) -> {
        failed(texts.get("tools.refused", reason), reason);
        yield Optional.empty();
      }
    };
  }

  /** Says what became of a command. */
  void verdict(Verdict verdict, String accepted) {
    switch (verdict) {
      case Verdict.Refused(String reason) -> failed(texts.get("tools.refused", reason), reason);
      case Verdict.Accepted _, Verdict.Joined _, Verdict.Ignored _ -> done(accepted);
    }
  }

  private void show(String shape, Tone tone, String words, Optional<String> copied) {
    icon.setIconLiteral(shape);
    tone.applyTo(icon);
    text.setText(words);
    details = copied.orElse("");
    copy.setVisible(copied.isPresent());
    copy.setManaged(copied.isPresent());
    setVisible(true);
    setManaged(true);
  }
}
