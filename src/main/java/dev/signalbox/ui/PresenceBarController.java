package dev.signalbox.ui;

import dev.signalbox.console.Presence;
import dev.signalbox.ui.model.PresenceLooks;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Instant;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * How sure it is that what the window shows still holds, above all of it. There is no such line for
 * an engine of this process. FX thread.
 */
final class PresenceBarController {
  private static final PseudoClass UNCERTAIN = PseudoClass.getPseudoClass("unheard");

  private final WindowEngine engine;
  private final ConsoleModel model;
  private final Texts texts;

  @FXML private HBox presenceBar;
  @FXML private FontIcon presenceIcon;
  @FXML private Label presenceWords;

  PresenceBarController(WindowEngine engine, ConsoleModel model, Texts texts) {
    this.engine = engine;
    this.model = model;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    model.presenceProperty().subscribe(_ -> show());
    model.clockProperty().subscribe(_ -> show());
  }

  private void show() {
    Presence presence = model.presenceProperty().get();
    boolean shown = !(presence instanceof Presence.Here);
    presenceBar.setVisible(shown);
    presenceBar.setManaged(shown);
    if (shown) {
      Instant now = model.clockProperty().get();
      PresenceLooks looks = PresenceLooks.of(presence, now, texts);
      presenceBar.pseudoClassStateChanged(UNCERTAIN, !presence.isCertain());
      presenceIcon.setIconLiteral(looks.icon());
      looks.tone().applyTo(presenceIcon);
      presenceWords.setText(words(presence, looks, now));
      presenceWords.getTooltip().setText(presenceWords.getText());
    }
  }

  private String words(Presence presence, PresenceLooks looks, Instant now) {
    String name = engine.name().orElseGet(() -> engine.console().identity().host());
    if (presence.isCertain()) {
      return texts.get("presence.bar.known", name, looks.words());
    }
    return presence
        .heard()
        .map(at -> texts.get("presence.bar.asOf", name, looks.words(), TimeText.moment(at, now)))
        .orElseGet(() -> texts.get("presence.bar.never", name, looks.words()));
  }
}
