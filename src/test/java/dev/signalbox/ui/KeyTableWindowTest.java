package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.clipboard;
import static dev.signalbox.ui.WindowRobot.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCodeCombination;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** That F1 shows the keys of the {@link KeyTable}, and which of them text fields keep. */
@ExtendWith(ApplicationExtension.class)
class KeyTableWindowTest {
  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();
  private final LogInWindow log = new LogInWindow(engine, robot);
  private Stage stage;

  @Start
  void open(Stage given) {
    stage = given;
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static void press(String keys) {
    onFxThread(() -> WindowRobot.type(KeyTable.codes(keys)));
  }

  @Test
  void f1ShowsTheKeysThereAre() {
    assertThat(
            stage.getScene().getAccelerators().keySet().stream()
                .map(KeyCodeCombination.class::cast)
                .map(KeyTableWindowTest::written)
                .collect(Collectors.toSet()))
        .isSubsetOf(KeyTable.all());

    press("F1");

    assertThat(robot.lookup("#keys", Node.class).isVisible()).isTrue();
    List<String> shown = new ArrayList<>();
    for (Node key : robot.lookup("#keys", Node.class).lookupAll(".key")) {
      List<Node> cells = key.getParent().getChildrenUnmodifiable();
      shown.add(text(key) + " | " + text(cells.get(cells.indexOf(key) + 1)));
    }
    assertThat(shown)
        .containsExactlyElementsOf(
            KeyTable.SHOWN.stream().map(line -> line.keys() + " | " + line.action()).toList());
  }

  private static String text(Node label) {
    return ((Label) label).getText();
  }

  private static String written(KeyCodeCombination keys) {
    return (keys.getShortcut() == KeyCodeCombination.ModifierValue.DOWN ? "Ctrl+" : "")
        + (keys.getShift() == KeyCodeCombination.ModifierValue.DOWN ? "Shift+" : "")
        + (keys.getCode().getName().equals("Comma") ? "," : keys.getCode().getName());
  }

  @Test
  void whereTextIsWrittenItsOwnKeysAreItsOwn() {
    log.say(Severity.INFO, "one");
    log.shows("one");
    onFxThread(log.list()::requestFocus);
    press("Space");
    assertThat(follows()).isFalse();
    TextField field = robot.lookup("#search", TextField.class);
    press("Ctrl+L");
    onFxThread(
        () -> {
          field.setText("on");
          field.positionCaret(0);
        });

    press("End");
    assertThat(field.getCaretPosition()).isEqualTo(2);
    press("Left");
    assertThat(field.getCaretPosition()).isEqualTo(1);
    press("Right");
    assertThat(field.getCaretPosition()).isEqualTo(2);
    press("Ctrl+A");
    assertThat(field.getSelectedText()).isEqualTo("on");
    assertThat(log.list().getSelectionModel().isEmpty()).isTrue();
    press("Ctrl+C");
    assertThat(clipboard()).isEqualTo("on");
    assertThat(robot.text("#notice")).isEmpty();
    press("End");
    press("Space");
    assertThat(field.getText()).isEqualTo("on ");
    press("Up");
    press("Down");
    press("Enter");
    assertThat(focused("#search")).isTrue();
    assertThat(follows()).isFalse();
    assertThat(engine.sent).isEmpty();

    press("Ctrl+2");
    assertThat(robot.text("#page #name")).isEqualTo("Oracle");
  }

  private boolean follows() {
    return robot.lookup("#follow", ToggleButton.class).isSelected();
  }

  private boolean focused(String query) {
    return robot.lookup(query, Node.class).isFocused();
  }
}
