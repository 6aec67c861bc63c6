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
    Bounds whole = content.getLayoutBounds();
    Bounds view = scroll.getViewportBounds();
    scroll.setVvalue(
        value(
            scroll.getVvalue(),
            place.getMinY(),
            place.getMaxY(),
            view.getHeight(),
            whole.getHeight()));
    scroll.setHvalue(
        value(
            scroll.getHvalue(),
            place.getMinX(),
            place.getMaxX(),
            view.getWidth(),
            whole.getWidth()));
  }

  /** Where a scroll bar has to stand so that all of this is in view; the beginning counts more. */
  private static double value(double now, double from, double to, double view, double whole) {
    double room = whole - view;
    if (room <= 0) {
      return now;
    }
    double begin = now * room;
    if (to + MARGIN > begin + view) {
      begin = to + MARGIN - view;
    }
    if (from - MARGIN < begin) {
      begin = from - MARGIN;
    }
    return Math.clamp(begin / room, 0, 1);
  }
}
