package dev.signalbox.app;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

/**
 * A window with nothing in it: what the toolkit costs by itself. With an argument it goes again as
 * soon as it is shown, for a cache of what it loads.
 */
final class BlankWindow {
  static final String TITLE = "Blank";

  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private BlankWindow() {}

  public static void main(String[] arguments) {
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          stage.setScene(new Scene(new Pane(), WIDTH, HEIGHT));
          stage.setTitle(TITLE);
          stage.show();
          if (arguments.length > 0) {
            Platform.runLater(Platform::exit);
          }
        });
  }
}
