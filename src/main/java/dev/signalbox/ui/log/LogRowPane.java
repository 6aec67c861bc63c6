package dev.signalbox.ui.log;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/**
 * Has a row of the log in all of its room. A row that is not managed is laid out by itself whenever
 * its texts change, and nothing around it is; for that it is placed here, as its parent never will.
 */
final class LogRowPane extends Region {
  private final Region row;

  LogRowPane(Region row) {
    this.row = row;
    getChildren().add(row);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return row.minWidth(height);
  }

  @Override
  protected double computePrefWidth(double height) {
    return row.isManaged() ? row.prefWidth(height) : Double.MAX_VALUE;
  }

  @Override
  protected double computePrefHeight(double width) {
    return row.prefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    row.resizeRelocate(0, 0, getWidth(), getHeight());
  }
}
