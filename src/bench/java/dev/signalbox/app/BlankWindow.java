package dev.signalbox.app;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

/**
 * A window with nothing in it: what the toolkit costs by itself. It says when it has been drawn,
 * which is at its second pulse. With an argument it goes again at that moment, for a cache of what
 * it loads. One class, which is packed by itself.
 */
final class BlankWindow implements Runnable {
  static final String TITLE = "Blank";

  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private final boolean brief;
  private int pulses;

  private BlankWindow(boolean brief) {
    this.brief = brief;
  }

  public static void main(String[] arguments) {
    Platform.startup(() -> show(new BlankWindow(arguments.length > 0)));
  }

  private static void show(BlankWindow window) {
    Stage stage = new Stage();
    Scene scene = new Scene(new Pane(), WIDTH, HEIGHT);
    stage.setScene(scene);
    stage.setTitle(TITLE);
    scene.addPostLayoutPulseListener(window);
    stage.show();
  }

  /** At each pulse. */
  @Override
  public void run() {
    pulses++;
    if (pulses == 1) {
      // Not at once: what is asked for within a pulse is done with it.
      Platform.runLater(Platform::requestNextPulse);
    } else if (pulses == 2) {
      String time =
          DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
              .format(LocalTime.now(ZoneId.systemDefault()));
      System.out.println(time + " The window has been drawn");
      if (brief) {
        Platform.exit();
      }
    }
  }
}
