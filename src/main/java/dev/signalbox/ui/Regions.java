package dev.signalbox.ui;

import dev.signalbox.ui.MiddlePane.Face;
import dev.signalbox.ui.log.LogController;
import dev.signalbox.ui.objects.ObjectsController;
import java.util.List;
import javafx.scene.Node;

/** The regions of the window, as the keyboard goes from one to another. FX thread. */
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

  /** Goes to the filter of the list. */
  void findObject() {
    panes.setLogWhole(false);
    objects.focusFilter();
  }

  /** Shows the history instead of the page, or the page again, with the keyboard on it. */
  void toggleHistory() {
    toggle(Face.HISTORY);
  }

  /** The same with the track plan. */
  void togglePlan() {
    toggle(Face.PLAN);
  }

  private void toggle(Face face) {
    panes.setLogWhole(false);
    middlePane.toggle(face);
  }

  /** Makes the log the whole window, or gives the others their place back. */
  void toggleLog() {
    panes.setLogWhole(!panes.logWholeProperty().get());
    if (panes.logWholeProperty().get()) {
      log.focusLines();
    } else {
      objects.focus();
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
