package dev.signalbox.ui.toolkit;

import javafx.beans.DefaultProperty;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Holds one node, which fills it and does not tell those around it when it has to be laid out anew:
 * nothing of the window but itself is, then. Whoever changes what decides its size asks for the
 * layout of this one. FX thread.
 */
@DefaultProperty("content")
public final class Enclosure extends Region {
  private @Nullable Region content;

  /** Holds nothing yet. */
  public Enclosure() {}

  /** Holds this. */
  public Enclosure(Region content) {
    setContent(content);
  }

  /** Holds this instead of what it held. */
  public void setContent(Region held) {
    held.setManaged(false);
    getChildren().setAll(held);
    content = held;
  }

  public @Nullable Region getContent() {
    return content;
  }

  @Override
  protected void layoutChildren() {
    if (content != null) {
      content.resizeRelocate(0, 0, getWidth(), getHeight());
    }
  }

  @Override
  protected double computeMinWidth(double height) {
    return content == null ? 0 : content.minWidth(height);
  }

  @Override
  protected double computeMinHeight(double width) {
    return content == null ? 0 : content.minHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return content == null ? 0 : content.prefWidth(height);
  }

  @Override
  protected double computePrefHeight(double width) {
    return content == null ? 0 : content.prefHeight(width);
  }
}
