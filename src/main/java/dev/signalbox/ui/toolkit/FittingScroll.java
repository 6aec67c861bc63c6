package dev.signalbox.ui.toolkit;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;

/**
 * Scrolls what there is no room for, and asks for the height that its content needs at its width:
 * words that wrap need more of it where it is narrow. FX thread.
 */
public final class FittingScroll extends ScrollPane {
  public FittingScroll() {
    setFitToWidth(true);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    Insets edges = getInsets();
    double within = width < 0 ? width : width - edges.getLeft() - edges.getRight();
    return edges.getTop() + getContent().prefHeight(within) + edges.getBottom();
  }
}
