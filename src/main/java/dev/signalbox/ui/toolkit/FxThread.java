package dev.signalbox.ui.toolkit;

import javafx.application.Platform;

/** The one thread that the window belongs to. */
public final class FxThread {
  private FxThread() {}

  /** Runs this on the FX thread: at once if that is where the caller is, else soon. */
  public static void run(Runnable action) {
    if (Platform.isFxApplicationThread()) {
      action.run();
    } else {
      Platform.runLater(action);
    }
  }
}
