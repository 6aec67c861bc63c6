package dev.signalbox.ui.toolkit;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One question, asked in the place it is about, with the harmless answer ready at hand. */
public final class Question extends VBox {
  private final Label text;
  private final Button harmless;
  private final Runnable onClosed;

  /**
   * Asks. Either answer, or Esc, which is the harmless one, calls {@code onClosed}.
   *
   * @param effect what will happen, in a sentence or two
   */
  public Question(
      String effect,
      String confirmLabel,
      String harmlessLabel,
      Runnable onConfirmed,
      Runnable onClosed) {
    this.onClosed = onClosed;
    FontIcon icon = new FontIcon("fth-alert-triangle");
    Tone.WARNING.applyTo(icon);
    text = new Label(effect);
    text.setWrapText(true);
    text.setMaxWidth(Double.MAX_VALUE);
    // Whatever is short of room: who is asked reads all of it.
    text.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.ALWAYS);
    harmless = button(harmlessLabel, onClosed);
    Button confirm =
        button(
            confirmLabel,
            () -> {
              onClosed.run();
              onConfirmed.run();
            });
    confirm.getStyleClass().add("danger");
    getStyleClass().add("question");
    HBox line = new HBox(icon, text);
    line.getStyleClass().add("question-line");
    FlowPane answers = new FlowPane(harmless, confirm);
    answers.getStyleClass().add("question-line");
    getChildren().addAll(line, answers);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private static Button button(String label, Runnable action) {
    Button button = new Button(label);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      onClosed.run();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
      button.fire();
      event.consume();
    }
  }

  /** What will happen, as things stand now. */
  public void setEffect(String effect) {
    text.setText(effect);
  }

  /** The answer that changes nothing gets the keyboard. */
  public void focusHarmless() {
    harmless.requestFocus();
  }
}
