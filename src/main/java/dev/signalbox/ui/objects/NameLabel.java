package dev.signalbox.ui.objects;

import javafx.scene.control.Label;

/**
 * An object's name in its line, which is never cut; in dense rows most are as wide, so that what
 * follows stands in a column. FX thread.
 */
public final class NameLabel extends Label {
  private static final double COLUMN = 150;

  /** What is longer still would push the button out of a narrow list. */
  private static final double LONGEST = 240;

  private boolean dense;

  /** Of no name yet, in a row with room. */
  public NameLabel() {
    getStyleClass().add("name");
  }

  /** Whether its row is dense. */
  public void setDense(boolean on) {
    dense = on;
    requestLayout();
  }

  @Override
  protected double computePrefWidth(double height) {
    double own = super.computePrefWidth(height);
    return dense ? Math.max(COLUMN, own) : own;
  }

  @Override
  protected double computeMinWidth(double height) {
    double own = computePrefWidth(height);
    return dense ? Math.min(LONGEST, own) : own;
  }
}
