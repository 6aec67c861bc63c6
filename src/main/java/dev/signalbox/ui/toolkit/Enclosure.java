package dev.signalbox.ui.toolkit;

import javafx.application.Platform;
import javafx.beans.DefaultProperty;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Holds one node, which fills it and does not tell those around it when it has to be laid out anew:
 * nothing of the window but itself is, then. Whoever changes what decides its size asks for the
 * layout of this one. FX thread.
 */
@DefaultProperty("content")
public final class Enclosure extends Region {
  private @Nullable Region content;
  private Subscription watching = Subscription.EMPTY;

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
    watching.unsubscribe();
    watching = held.needsLayoutProperty().subscribe(this::passOn);
  }

  /**
   * What asks for its own layout while it is laid out, as a cell does whose graphic gets another
   * width, waits from then on for a layout that nobody is going to make, and what asks for one
   * below it is not heard. So it is asked for where it is heard: at once, and where that is amid a
   * layout, after it.
   */
  private void passOn(boolean needed) {
    if (needed && askAround()) {
      Platform.runLater(
          () -> {
            if (content != null && content.isNeedsLayout()) {
              askAround();
            }
          });
    }
  }

  /** Whether one around this waits for its layout: it is asked for, and by that of all above it. */
  private boolean askAround() {
    Parent around = getParent();
    while (around != null && !around.isNeedsLayout()) {
      around = around.getParent();
    }
    if (around != null) {
      around.requestLayout();
    }
    return around != null;
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
