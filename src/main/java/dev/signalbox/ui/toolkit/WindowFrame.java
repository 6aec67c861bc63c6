package dev.signalbox.ui.toolkit;

import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** What all windows of the program have in common. FX thread. */
public final class WindowFrame {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final double MINIMUM_WIDTH = 960;
  private static final double MINIMUM_HEIGHT = 600;
  private static final List<Integer> ICON_SIZES = List.of(16, 24, 32, 48, 64, 128, 256);

  private WindowFrame() {}

  /** Gives a stage that shows nothing yet a scene with the program's looks, and its icons. */
  public static Scene around(Stage stage, String title) {
    Scene scene = new Scene(new StackPane(), WIDTH, HEIGHT);
    scene.getStylesheets().add(resource("/css/signalbox.css"));
    stage.setScene(scene);
    SecondPress.forestall(stage, scene);
    stage.setTitle(title);
    stage.setMinWidth(MINIMUM_WIDTH);
    stage.setMinHeight(MINIMUM_HEIGHT);
    // They take longer to read than the first picture takes to draw.
    whenDrawn(scene, () -> addIcons(stage));
    return scene;
  }

  private static void addIcons(Stage stage) {
    ICON_SIZES.forEach(
        size ->
            stage.getIcons().add(new Image(resource("/icons/signalbox-%d.png".formatted(size)))));
  }

  /** Brings a window that is open before all others, also if it is iconified. */
  public static void bringForward(Stage stage) {
    if (stage.isShowing()) {
      stage.setIconified(false);
      stage.toFront();
      stage.requestFocus();
    }
  }

  /**
   * Calls that once the whole of a scene has been drawn, which is at the second pulse from now on:
   * at the first one its nodes get their places.
   */
  public static void whenDrawn(Scene scene, Runnable told) {
    atSecondPulse(scene, Platform::requestNextPulse, told);
  }

  /**
   * @param next has a second pulse come
   */
  private static void atSecondPulse(Scene scene, Runnable next, Runnable told) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          private boolean placed;

          @Override
          public void run() {
            if (placed) {
              scene.removePostLayoutPulseListener(this);
              told.run();
            } else {
              placed = true;
              // Not at once: what is asked for within a pulse is done with it.
              Platform.runLater(next);
            }
          }
        });
  }

  /**
   * Calls that once what a scene shows now is on the screen, and lets it be seen until then that
   * the window does nothing yet. The toolkit waits for a picture before it goes on with the next
   * one; and while it draws without a graphics device, it brings a picture to the screen on the FX
   * thread, which therefore must be left to it for so long.
   */
  public static void whenSeen(Scene scene, Runnable told) {
    Runnable seen =
        () -> {
          scene.setCursor(null);
          told.run();
        };
    // At the second pulse: the first turn behind it comes before the picture, the next one after.
    // A cursor that is set before there is a picture keeps it back.
    atSecondPulse(
        scene,
        () -> scene.setCursor(Cursor.WAIT),
        () -> Platform.runLater(() -> Platform.runLater(seen)));
  }

  private static String resource(String path) {
    return Objects.requireNonNull(WindowFrame.class.getResource(path), path).toExternalForm();
  }
}
