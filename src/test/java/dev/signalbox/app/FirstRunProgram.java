package dev.signalbox.app;

import dev.signalbox.ui.WindowRobot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.awaitility.Awaitility;

/**
 * The program as it is started for the first time, with an operator who adds a connection by the
 * window alone and then closes it.
 */
final class FirstRunProgram {
  private static final WindowRobot ROBOT = new WindowRobot();

  /** A busy machine takes that long to start a toolkit of which nothing is prepared. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private FirstRunProgram() {}

  /** With the folder for its state and the address of a NATS server. */
  public static void main(String[] arguments) {
    Thread.ofPlatform().daemon().name("operator").start(() -> operate(arguments[1]));
    Main.run(List.of(), List.of(), Path.of(arguments[0]));
  }

  private static void operate(String address) {
    until(FirstRunProgram::isShown);
    press("#add");
    until(() -> isThere("#draftName") && find("#settings").isVisible());
    type("#draftName", "first");
    type("#draftAddress", address);
    until(() -> !find("#settingsTest").isDisabled());
    press("#settingsTest");
    until(() -> ROBOT.text("#trialWords").startsWith("Connected, answers in"));
    System.out.println("tested: " + ROBOT.text("#trialWords"));
    press("#settingsSave");
    until(() -> !find("#settings").isVisible());
    until(() -> isThere("#connection-first"));
    until(() -> isThere("#page #word") && ROBOT.text("#page #word").equals("Connected"));
    System.out.println("shown: " + ROBOT.text("#page #name"));
    ROBOT.press(KeyCode.CONTROL, KeyCode.Q);
  }

  /** Whether the toolkit runs and shows its window. */
  private static boolean isShown() {
    try {
      Platform.runLater(() -> {});
    } catch (IllegalStateException notYet) {
      return false;
    }
    return !List.copyOf(Window.getWindows()).isEmpty() && isThere("#add");
  }

  private static boolean isThere(String query) {
    return ROBOT.isThere(query);
  }

  private static Node find(String query) {
    return ROBOT.lookup(query, Node.class);
  }

  private static void press(String query) {
    WindowRobot.onFxThread(() -> ((ButtonBase) find(query)).fire());
  }

  private static void type(String query, String text) {
    WindowRobot.onFxThread(() -> ((TextField) find(query)).setText(text));
  }

  private static void until(BooleanSupplier condition) {
    Awaitility.await().atMost(LIMIT).until(condition::getAsBoolean);
  }
}
