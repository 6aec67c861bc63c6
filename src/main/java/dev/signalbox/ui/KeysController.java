package dev.signalbox.ui;

import javafx.fxml.FXML;
import javafx.scene.layout.StackPane;

/** The map of the keys. FX thread. */
public final class KeysController {
  private Runnable whenClosed = () -> {};

  @FXML private StackPane keys;

  void open(Runnable closed) {
    whenClosed = closed;
    keys.setVisible(true);
    keys.requestFocus();
  }

  void close() {
    keys.setVisible(false);
    whenClosed.run();
  }
}
