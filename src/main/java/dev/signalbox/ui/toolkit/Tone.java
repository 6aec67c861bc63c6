package dev.signalbox.ui.toolkit;

import java.util.Locale;
import java.util.stream.Stream;
import javafx.css.Styleable;

/** What a colour says; the theme picks the colour. Never used without a shape and a word. */
public enum Tone {
  MUTED,
  ACCENT,
  SUCCESS,
  WARNING,
  DANGER;

  private final String styleClass = "tone-" + name().toLowerCase(Locale.ROOT);

  /**
   * Gives these nodes this tone and takes any other from them. A node that has it already is left
   * alone: the toolkit styles a node anew whenever its classes are touched.
   */
  public void applyTo(Styleable... nodes) {
    for (Styleable node : nodes) {
      if (!node.getStyleClass().contains(styleClass)) {
        node.getStyleClass().removeIf(Tone::isTone);
        node.getStyleClass().add(styleClass);
      }
    }
  }

  private static boolean isTone(String styleClass) {
    return Stream.of(values()).anyMatch(tone -> tone.styleClass.equals(styleClass));
  }
}
