package dev.signalbox.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;

/**
 * How well each text that is shown stands out from what lies behind it, as <a
 * href="https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio">WCAG 2.1</a> computes it. Texts of what
 * cannot be used now are left out, as there. FX thread.
 */
public final class Contrast {
  /** Least ratio for a text of usual size. */
  static final double ENOUGH = 4.5;

  private final List<String> tooFaint = new ArrayList<>();
  private int looked;

  /** Looks at all that is shown below this node. */
  public static Contrast below(Parent root) {
    Contrast contrast = new Contrast();
    contrast.look(root, Color.WHITE);
    return contrast;
  }

  /** The texts that do not stand out, with colours and ratio. */
  public List<String> tooFaint() {
    return tooFaint;
  }

  /** How many texts there were. */
  public int looked() {
    return looked;
  }

  private void look(Node node, Color behind) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node instanceof Text text && !text.getText().isBlank() && !isPrompt(text)) {
      judge(text, behind);
    }
    Color before = node instanceof Region region ? over(region.getBackground(), behind) : behind;
    if (node instanceof Parent parent) {
      // What lies in a stack above something else has that behind it, as far as it is opaque.
      parent.getChildrenUnmodifiable().forEach(child -> look(child, before));
    }
  }

  /** What is only a hint is a label's twin, which says the same to a screen reader. */
  private static boolean isPrompt(Text text) {
    for (Node node = text; node != null; node = node.getParent()) {
      if (node instanceof TextInputControl input) {
        return input.getText() == null || input.getText().isEmpty();
      }
    }
    return false;
  }

  private void judge(Text text, Color behind) {
    looked++;
    if (!(text.getFill() instanceof Color ink)) {
      tooFaint.add("%s: not a colour".formatted(text.getText()));
      return;
    }
    Color seen = over(ink.deriveColor(0, 1, 1, opacity(text)), behind);
    double ratio = ratio(seen, behind);
    if (ratio < ENOUGH) {
      tooFaint.add(
          String.format(Locale.ROOT, "%.2f: %s on %s: %s", ratio, seen, behind, text.getText()));
    }
  }

  private static double opacity(Node node) {
    double opacity = 1;
    for (Node each = node; each != null; each = each.getParent()) {
      opacity *= each.getOpacity();
    }
    return opacity;
  }

  private static Color over(Background background, Color behind) {
    Color seen = behind;
    if (background != null) {
      for (BackgroundFill fill : background.getFills()) {
        if (fill.getFill() instanceof Color color) {
          seen = over(color, seen);
        }
      }
    }
    return seen;
  }

  private static Color over(Color above, Color below) {
    return below.interpolate(
        Color.color(above.getRed(), above.getGreen(), above.getBlue()), above.getOpacity());
  }

  static double ratio(Color one, Color other) {
    double light = Math.max(luminance(one), luminance(other));
    double dark = Math.min(luminance(one), luminance(other));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
