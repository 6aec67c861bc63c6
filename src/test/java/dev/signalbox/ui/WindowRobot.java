package dev.signalbox.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What an operator does in the window and sees there.
 *
 * <p>Threading: for the test's thread; each action has happened when it returns.
 */
public final class WindowRobot {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final Duration PULSE = Duration.ofMillis(16);

  private static final int NOTCHES = 5;

  private final FxRobot robot = new FxRobot();

  /**
   * Makes a stage that shows nothing yet as small as the window may be: the headless platform
   * copies each frame pixel by pixel.
   */
  public static Stage small(Stage stage) {
    return placed(stage, 960, 600);
  }

  /** Lets a stage that shows nothing yet become as large as the window usually is. */
  public static Stage usual(Stage stage) {
    return placed(stage, 1280, 800);
  }

  /**
   * Whatever an earlier test has made of the stage, which is one for all of them. In the corner,
   * because the headless platform takes the wheel's place on the screen for that in the window.
   */
  private static Stage placed(Stage stage, double width, double height) {
    stage.setMaxWidth(width);
    stage.setMaxHeight(height);
    stage.setX(0);
    stage.setY(0);
    return stage;
  }

  /** The one node that this finds, by id, style or text. */
  public <T extends Node> T lookup(String query, Class<T> type) {
    return robot.lookup(query).queryAs(type);
  }

  public boolean isThere(String query) {
    return robot.lookup(query).tryQuery().isPresent();
  }

  /** What a label, a button or a field says. */
  public String text(String query) {
    Node node = lookup(query, Node.class);
    return node instanceof TextInputControl field ? field.getText() : ((Labeled) node).getText();
  }

  /** Pushes a button. */
  public void fire(String query) {
    onFxThread(lookup(query, ButtonBase.class)::fire);
  }

  /** Chooses a connection or a relay by its name, as the palette does. */
  public void choose(String name) {
    press(KeyCode.CONTROL, KeyCode.K);
    TextInputControl search = lookup("#paletteSearch", TextInputControl.class);
    onFxThread(() -> search.setText(name));
    press(KeyCode.ENTER);
  }

  /** Presses these keys together. */
  public void press(KeyCode... keys) {
    robot.press(keys).release(keys);
    WaitForAsyncUtils.waitForFxEvents();
  }

  public void click(String query) {
    robot.clickOn(query);
  }

  /** Presses the mouse at one place of the screen, moves it to another and lets it go there. */
  public void drag(double fromX, double fromY, double toX, double toY) {
    robot.drag(fromX, fromY, MouseButton.PRIMARY).dropTo(toX, toY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /**
   * Clicks in the middle of what is in sight; the mouse is there at once, and comes from elsewhere,
   * so that it is no second click. For the FX thread.
   */
  public static void tap(Node node) {
    Bounds place = node.localToScreen(node.getLayoutBounds());
    Robot mouse = new Robot();
    mouse.mouseMove(0, 0);
    mouse.mouseMove(place.getCenterX(), place.getCenterY());
    mouse.mouseClick(MouseButton.PRIMARY);
  }

  /**
   * Has a node told of the mouse's main button over its middle, which the robot knows of neither
   * together with a key nor as a second click. For the FX thread.
   */
  public static void tell(Node node, EventType<MouseEvent> type, int clicks, boolean withShift) {
    boolean down = type == MouseEvent.MOUSE_PRESSED;
    Bounds shape = node.getLayoutBounds();
    Point2D place = node.localToScene(shape.getCenterX(), shape.getCenterY());
    Event.fireEvent(
        node,
        new MouseEvent(
            type,
            place.getX(),
            place.getY(),
            place.getX(),
            place.getY(),
            MouseButton.PRIMARY,
            clicks,
            withShift,
            false,
            false,
            false,
            down,
            false,
            false,
            true,
            false,
            true,
            null));
  }

  /** Presses these keys together where the keyboard is. For the FX thread. */
  public static void type(KeyCode... keys) {
    Robot keyboard = new Robot();
    try {
      List.of(keys).forEach(keyboard::keyPress);
    } finally {
      List.of(keys).reversed().forEach(keyboard::keyRelease);
    }
  }

  /** As {@link #eventually}, of what comes with the next pulse: looks often. */
  public static void atOnce(Runnable assertion) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(PULSE)
        .atMost(SOON)
        .untilAsserted(() -> assertOnFxThread(assertion));
  }

  /** Turns the wheel over this node, away from the newest. */
  public void scrollUp(Node over) {
    robot.moveTo(over);
    // The wheel turns what the mouse is over, and the window hears of that later.
    eventually(() -> assertThat(over.isHover()).isTrue());
    robot.scroll(NOTCHES, VerticalDirection.UP);
  }

  public static void onFxThread(Runnable action) {
    WaitForAsyncUtils.waitForAsyncFx(SOON.toMillis(), action);
  }

  public static String clipboard() {
    return WaitForAsyncUtils.waitForAsyncFx(
        SOON.toMillis(), () -> Clipboard.getSystemClipboard().getString());
  }

  /**
   * Waits, not long, until this holds, and all that the window is to show with it is shown. Looks
   * at the window on its own thread, which is the only one that sees no change half made.
   */
  public static void eventually(Runnable assertion) {
    await().atMost(SOON).untilAsserted(() -> assertOnFxThread(assertion));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void assertOnFxThread(Runnable assertion) {
    Optional<AssertionError> failure =
        WaitForAsyncUtils.waitForAsyncFx(
            SOON.toMillis(),
            () -> {
              try {
                assertion.run();
                return Optional.empty();
              } catch (AssertionError e) {
                return Optional.of(e);
              }
            });
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
