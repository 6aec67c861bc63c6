package dev.signalbox.ui.past;

import dev.signalbox.ui.toolkit.Tone;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Paint;

/**
 * The theme's colours for what is drawn by hand: style sheets reach nodes only, so this is one, to
 * be put somewhere into the window, where it shows nothing.
 */
public final class Paints extends Pane {
  private final Map<Tone, Label> tones = new EnumMap<>(Tone.class);
  private final Label text = new Label();
  private final Label line = new Label();
  private final Label ground = new Label();
  private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();

  public Paints() {
    setManaged(false);
    setMouseTransparent(true);
    setOpacity(0);
    for (Tone tone : Tone.values()) {
      Label label = new Label();
      tone.applyTo(label);
      tones.put(tone, label);
      follow(label);
    }
    text.getStyleClass().add("paint-text");
    line.getStyleClass().add("paint-line");
    ground.getStyleClass().add("paint-ground");
    follow(text);
    follow(line);
    follow(ground);
  }

  private void follow(Label label) {
    getChildren().add(label);
    label.textFillProperty().subscribe(_ -> changes.set(changes.get() + 1));
  }

  public Paint of(Tone tone) {
    return Objects.requireNonNull(tones.get(tone)).getTextFill();
  }

  /** Of writing. */
  public Paint text() {
    return text.getTextFill();
  }

  /** Of lines that only divide. */
  public Paint line() {
    return line.getTextFill();
  }

  /** Of what everything is drawn upon. */
  public Paint ground() {
    return ground.getTextFill();
  }

  /** Rises when the theme gives other colours. */
  public ReadOnlyLongProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }
}
