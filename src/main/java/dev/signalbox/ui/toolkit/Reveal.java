package dev.signalbox.ui.toolkit;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;

/**
 * Brings something into sight that has appeared by itself: the toolkit scrolls to what the Tab key
 * reaches, and to nothing else.
 */
public final class Reveal {
  private static final double MARGIN = 8;

  private Reveal() {}

  /** Scrolls as little as shows all of it, once it has its place. */
  public static void of(Node node) {
    Platform.runLater(() -> scrollTo(node));
  }

  private static void scrollTo(Node node) {
    Parent parent = node.getParent();
    while (parent != null && !(parent instanceof ScrollPane)) {
      parent = parent.getParent();
    }
    if (parent instanceof ScrollPane scroll && node.getScene() != null) {
      scroll.applyCss();
      scroll.layout();
      scrollTo(node, scroll);
    }
  }

  private static void scrollTo(Node node, ScrollPane scroll) {
    Node content = scroll.getContent();
    Bounds place = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
    double height = scroll.getViewportBounds().getHeight();
    double room = content.getLayoutBounds().getHeight() - height;
    double top = scroll.getVvalue() * room;
    if (room <= 0) {
      return;
    }
    double next = top;
    if (place.getMaxY() + MARGIN > top + height) {
      next = place.getMaxY() + MARGIN - height;
    }
    if (place.getMinY() - MARGIN < next) {
      next = place.getMinY() - MARGIN;
    }
    scroll.setVvalue(Math.clamp(next / room, 0, 1));
  }
}
