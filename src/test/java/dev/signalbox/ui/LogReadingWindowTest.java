package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.clipboard;
import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import dev.signalbox.testing.Thorough;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is done with single lines of the log: found, selected, gone to, copied. */
@ExtendWith(ApplicationExtension.class)
class LogReadingWindowTest {
  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();
  private final LogInWindow log = new LogInWindow(engine, robot);

  @Start
  void open(Stage stage) {
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Thorough
  @Test
  void selectedLinesAreCopiedAndWithoutAnyTheClipboardStays() {
    log.say(Severity.INFO, "first");
    log.say(Severity.WARN, "second");
    log.shows("first", "second");
    WindowRobot.onFxThread(() -> copyByHand("mine"));
    WindowRobot.onFxThread(log.list()::requestFocus);

    robot.press(KeyCode.CONTROL, KeyCode.C);
    assertThat(robot.text("#notice")).contains("nothing is copied");
    assertThat(clipboard()).isEqualTo("mine");

    robot.press(KeyCode.CONTROL, KeyCode.A);
    robot.press(KeyCode.CONTROL, KeyCode.C);
    eventually(() -> assertThat(robot.text("#notice")).isEqualTo("Copied 2 lines"));
    assertThat(clipboard().lines())
        .containsExactly(
            "2026-03-02T10:14:07Z INFO  [oracle] first",
            "2026-03-02T10:14:07Z WARN  [oracle] second");
  }

  private static void copyByHand(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  @Test
  void whatIsShownIsCopiedAsJsonToo() {
    log.say(Severity.ERROR, "lost, attempt 1");
    log.say(Severity.ERROR, "lost, attempt 2");
    log.shows("lost, attempt 2");
    MenuButton more = robot.lookup("#logMore", MenuButton.class);
    WindowRobot.onFxThread(
        () ->
            more.getItems().stream()
                .filter(item -> "copyJson".equals(item.getId()))
                .forEach(MenuItem::fire));

    eventually(() -> assertThat(robot.text("#notice")).isEqualTo("Copied 2 lines"));
    assertThat(clipboard().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"sequence\":"))
        .last()
        .asString()
        .contains("\"message\":\"lost, attempt 2\"");
  }

  @Test
  void aSelectedLineShowsItsDetails() {
    engine.journal.append(
        States.NOW, Severity.ERROR, LogInWindow.ORACLE, "Failed", Optional.of("ORA-12514 in full"));
    log.shows("Failed");

    robot.click("Failed");

    assertThat(robot.text("#detailText")).contains("Failed").contains("ORA-12514 in full");
    // Two lines of it, in the smallest window too.
    eventually(
        () -> {
          Bounds text = inScene("#detailText");
          assertThat(Math.min(text.getMaxY(), inScene("#detailPane").getMaxY()) - text.getMinY())
              .isGreaterThan(30);
        });
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.text("#detailTitle")).startsWith("Select a line");
    assertThat(robot.lookup("#detailText", Node.class).isVisible()).isFalse();
  }

  private Bounds inScene(String query) {
    Node node = robot.lookup(query, Node.class);
    return node.localToScene(node.getLayoutBounds());
  }

  @Test
  void findingHidesNothingAndGoesRoundFromPlaceToPlace() {
    log.say(Severity.INFO, "a needle");
    log.say(Severity.INFO, "hay");
    log.say(Severity.INFO, "more needles");
    log.shows("a needle", "hay", "more needles");

    robot.press(KeyCode.CONTROL, KeyCode.F);
    WindowRobot.onFxThread(() -> robot.lookup("#find", TextField.class).setText("needle"));
    eventually(() -> assertThat(robot.text("#findCount")).isEqualTo("2 found"));
    eventually(() -> assertThat(robot.lookup(".log-found", Node.class)).isNotNull());
    robot.press(KeyCode.F3);
    eventually(() -> assertThat(robot.text("#findCount")).isEqualTo("1 of 2"));
    robot.press(KeyCode.SHIFT, KeyCode.F3);
    eventually(() -> assertThat(robot.text("#findCount")).isEqualTo("2 of 2"));
    assertThat(log.selected()).isEqualTo("more needles");

    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#findBar", Node.class).isVisible()).isFalse();
    log.shows("a needle", "hay", "more needles");
  }

  @Thorough
  @Test
  void keysGoToErrorsAndBookmarksAndUnfoldWhatIsFolded() {
    log.say(Severity.ERROR, "lost, attempt 1");
    log.say(Severity.INFO, "fine");
    log.say(Severity.ERROR, "lost, attempt 2");
    log.say(Severity.ERROR, "broken");
    log.shows("fine", "lost, attempt 2", "broken");

    robot.press(KeyCode.SHIFT, KeyCode.F8);
    assertThat(log.selected()).isEqualTo("broken");
    robot.press(KeyCode.CONTROL, KeyCode.B);
    robot.press(KeyCode.F8);
    assertThat(log.selected()).isEqualTo("lost, attempt 2");
    assertThat(robot.text("#detailRepeats")).startsWith("2 times");
    eventually(
        () ->
            assertThat(log.list().lookupAll(".log-cell"))
                .extracting(Node::getAccessibleText)
                .contains("ERROR, connection oracle, broken, bookmarked"));
    robot.press(KeyCode.F2);
    assertThat(log.selected()).isEqualTo("broken");

    robot.press(KeyCode.F8);
    WindowRobot.onFxThread(log.list()::requestFocus);
    robot.press(KeyCode.RIGHT);
    log.shows("lost, attempt 1", "fine", "lost, attempt 2", "broken");
  }
}
