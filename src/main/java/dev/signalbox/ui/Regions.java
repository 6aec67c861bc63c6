package dev.signalbox.ui;

import dev.signalbox.ui.log.LogController;
import dev.signalbox.ui.objects.ObjectsController;
import java.util.List;
import javafx.scene.Node;

/** The regions of the window, as the keyboard goes from one to the next. FX thread. */
record Regions(
    ObjectsController objects,
    MiddlePane middlePane,
    LogController log,
    Panes panes,
    Node middle,
    Node upper) {

  /** Moves the keyboard on to the next region, or back to the one before. */
  void focus(int step) {
    List<Runnable> regions = List.of(objects::focus, middlePane::focus, log::focusLines);
    if (panes.logWholeProperty().get()) {
      log.focusLines();
    } else {
      regions.get(Math.floorMod(focused() + step, regions.size())).run();
    }
  }

  private int focused() {
    for (Node node = upper.getScene() == null ? null : upper.getScene().getFocusOwner();
        node != null;
        node = node.getParent()) {
      if (node.equals(middle)) {
        return 1;
      }
      if (node.equals(upper)) {
        return 0;
      }
    }
    return 2;
  }
}
