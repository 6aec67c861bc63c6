package dev.signalbox.ui.toolkit;

import javafx.scene.Node;
import javafx.stage.Stage;

/** Whether anybody can see something: what nobody sees need not be kept up to date. FX thread. */
public final class Sight {
  private Sight() {}

  /** Whether it is in a window that is open, and not only in the task bar. */
  public static boolean isInSight(Node node) {
    return node.getScene() != null
        && node.getScene().getWindow() instanceof Stage stage
        && stage.isShowing()
        && !stage.isIconified()
        && node.getParent() != null
        && node.isVisible();
  }
}
