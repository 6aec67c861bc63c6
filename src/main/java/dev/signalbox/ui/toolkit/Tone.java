package dev.signalbox.ui.toolkit;

import java.util.Locale;
import javafx.css.Styleable;

/** What a colour says; the theme picks the colour. Never used without a shape and a word. */
public enum Tone {
  MUTED,
  ACCENT,
  SUCCESS,
  WARNING,
  DANGER;

  /** Gives these nodes this tone and takes any other from them. */
  public void applyTo(Styleable... nodes) {
    for (Styleable node : nodes) {
      for (Tone tone : values()) {
        node.getStyleClass().remove(tone.styleClass());
      }
      node.getStyleClass().add(styleClass());
    }
  }

  private String styleClass() {
    return "tone-" + name().toLowerCase(Locale.ROOT);
  }
}
