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

  private final String styleClass = "tone-" + name().toLowerCase(Locale.ROOT);

  /** Gives these nodes this tone and takes any other from them. */
  public void applyTo(Styleable... nodes) {
    for (Styleable node : nodes) {
      // Whatever is done to the list has the node styled anew.
      if (!node.getStyleClass().contains(styleClass)) {
        for (Tone tone : values()) {
          node.getStyleClass().remove(tone.styleClass);
        }
        node.getStyleClass().add(styleClass);
      }
    }
  }
}
