package dev.signalbox.ui;

import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line that is always there: what the button in focus or under the mouse will do now. */
final class HintBarController {
  private final ConsoleModel model;
  private final Hints hints;
  private final Texts texts;

  @FXML private FontIcon hintIcon;
  @FXML private Label hint;

  HintBarController(ConsoleModel model, Hints hints, Texts texts) {
    this.model = model;
    this.hints = hints;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    hints.textProperty().subscribe(this::show);
    model.changesProperty().subscribe(hints::refresh);
    model.programModel().nowProperty().subscribe(hints::refresh);
  }

  private void show(String effect) {
    boolean told = !effect.isEmpty();
    hint.setText(told ? effect : texts.get("hint.none"));
    hint.getTooltip().setText(hint.getText());
    (told ? Tone.ACCENT : Tone.MUTED).applyTo(hintIcon);
    hint.getStyleClass().removeAll("caption");
    if (!told) {
      hint.getStyleClass().add("caption");
    }
  }
}
