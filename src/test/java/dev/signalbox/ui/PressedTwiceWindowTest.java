package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.WindowRobot.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.RelayState;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is pressed twice by accident does one thing. */
@ExtendWith(ApplicationExtension.class)
class PressedTwiceWindowTest {
  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();

  @Start
  void open(Stage stage) {
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.connected());
    engine.show(States.MARIADB, States.connected());
    engine.show(States.running());
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aDoubleClickOnStopDoesNotStartAgain() {
    eventually(() -> assertThat(robot.text("#relay-txlog #main")).isEqualTo("Stop polling"));
    click("#relay-txlog #main", 1);
    engine.show(new RelayState.Stopped(States.NOW));
    eventually(() -> assertThat(robot.text("#relay-txlog #main")).isEqualTo("Start polling"));
    click("#relay-txlog #main", 2);
    assertThat(engine.sent).containsExactly("stop txlog");

    click("#relay-txlog #main", 1);
    assertThat(engine.sent).containsExactly("stop txlog", "start txlog");
  }

  @Test
  void aDoubleClickAnswersNoQuestionThatItHasRaised() {
    robot.choose("Oracle");
    click("#page #main", 1);
    eventually(() -> assertThat(robot.isThere(".question .danger")).isTrue());
    click(".question .danger", 2);
    assertThat(engine.sent).isEmpty();

    click(".question .danger", 1);
    assertThat(engine.sent).containsExactly("disconnect oracle");
  }

  @Test
  void aKeyThatIsHeldDownPressesOnce() {
    robot.choose("NATS");
    engine.show(new RelayState.Stopped(States.NOW));
    eventually(() -> assertThat(robot.text("#relay-txlog #main")).isEqualTo("Start polling"));
    onFxThread(
        () -> {
          Node list = robot.lookup(".object-list", Node.class);
          for (int repeats = 0; repeats < 3; repeats++) {
            press(list, KeyEvent.KEY_PRESSED, KeyCode.ENTER, false);
          }
          press(list, KeyEvent.KEY_RELEASED, KeyCode.ENTER, false);
          press(list, KeyEvent.KEY_PRESSED, KeyCode.P, true);
          press(list, KeyEvent.KEY_PRESSED, KeyCode.P, true);
          press(list, KeyEvent.KEY_RELEASED, KeyCode.P, true);
        });
    assertThat(engine.sent).containsExactly("disconnect nats", "start txlog");

    robot.press(KeyCode.ENTER);
    assertThat(engine.sent).containsExactly("disconnect nats", "start txlog", "disconnect nats");
  }

  @Test
  void aClickBelowThePalettesEntriesRunsNone() {
    robot.press(KeyCode.CONTROL, KeyCode.K);
    Node palette = robot.lookup("#palette", Node.class);
    onFxThread(
        () -> robot.lookup("#paletteSearch", TextInputControl.class).setText("stop polling txlog"));
    assertThat(clickCell(palette, true)).isTrue();
    assertThat(palette.isVisible()).isTrue();
    assertThat(engine.sent).isEmpty();

    assertThat(clickCell(palette, false)).isTrue();
    assertThat(palette.isVisible()).isFalse();
    assertThat(engine.sent).containsExactly("stop txlog");
  }

  /** One that is empty or has an entry, if there is one. */
  private static boolean clickCell(Node palette, boolean empty) {
    AtomicBoolean clicked = new AtomicBoolean();
    onFxThread(
        () ->
            palette.lookupAll(".list-cell").stream()
                .map(ListCell.class::cast)
                .filter(cell -> cell.isEmpty() == empty && cell.isVisible())
                .findFirst()
                .ifPresent(
                    cell -> {
                      clicked.set(true);
                      WindowRobot.tell(cell, MouseEvent.MOUSE_CLICKED, 1, false);
                    }));
    return clicked.get();
  }

  private static void press(
      Node node, EventType<KeyEvent> type, KeyCode code, boolean withModifiers) {
    Event.fireEvent(
        node, new KeyEvent(type, "", "", code, withModifiers, withModifiers, false, false));
  }

  /** The first click of one or two, or the second. */
  private void click(String query, int which) {
    fire(query, MouseEvent.MOUSE_PRESSED, which);
    fire(query, MouseEvent.MOUSE_RELEASED, which);
  }

  private void fire(String query, EventType<MouseEvent> type, int clicks) {
    Node node = robot.lookup(query, Node.class);
    onFxThread(() -> WindowRobot.tell(node, type, clicks, false));
  }
}
