package dev.signalbox.ui.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ui.WindowRobot;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Headings are in capitals. */
@ExtendWith(ApplicationExtension.class)
class HeadingsTest {
  private static final List<String> LINES =
      Stream.of("NORTH a b", "SOUTH c d e", "YARD f", "HARBOUR g h i j k l")
          .flatMap(section -> Stream.of(section.split(" ")))
          .toList();

  /** Five lines of it are in sight. */
  private static final double LINE = 30;

  private ListView<String> list;

  @Start
  void open(Stage stage) {
    list = new ListView<>();
    list.getItems().setAll(LINES);
    list.setFixedCellSize(LINE);
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    Headings.skip(list, line -> Character.isUpperCase(line.charAt(0)));
    WindowRobot.small(stage).setScene(new Scene(list, 300, 5 * LINE));
    stage.setMaxHeight(5 * LINE);
    stage.show();
  }

  @BeforeEach
  void takeTheKeyboard() {
    WindowRobot.onFxThread(list::requestFocus);
    choose("b");
  }

  private void choose(String line) {
    WindowRobot.onFxThread(
        () -> {
          int index = LINES.indexOf(line);
          list.getSelectionModel().clearAndSelect(index);
          list.getFocusModel().focus(index);
          list.scrollTo(0);
        });
  }

  private void press(KeyCode... keys) {
    WindowRobot.onFxThread(() -> WindowRobot.type(keys));
  }

  private void assertAt(String focused, String... selected) {
    WindowRobot.onFxThread(
        () -> {
          assertThat(list.getFocusModel().getFocusedItem()).isEqualTo(focused);
          assertThat(list.getSelectionModel().getSelectedItems()).containsExactly(selected);
        });
  }

  @Test
  void upAndDownPassOverThem() {
    press(KeyCode.DOWN);
    assertAt("c", "c");
    press(KeyCode.UP);
    assertAt("b", "b");
    press(KeyCode.UP);
    assertAt("a", "a");
    press(KeyCode.UP);
    assertAt("a", "a");
  }

  @Test
  void soDoTheKeysThatGoFar() {
    press(KeyCode.END);
    assertAt("l", "l");
    press(KeyCode.HOME);
    assertAt("a", "a");
    for (int page = 0; page < LINES.size(); page++) {
      press(KeyCode.PAGE_DOWN);
      assertThat(list.getSelectionModel().getSelectedItems()).allMatch(HeadingsTest::isLine);
    }
    assertAt("l", "l");
    for (int page = 0; page < LINES.size(); page++) {
      press(KeyCode.PAGE_UP);
      assertThat(list.getSelectionModel().getSelectedItems()).allMatch(HeadingsTest::isLine);
    }
    assertAt("a", "a");
  }

  private static boolean isLine(String line) {
    return Character.isLowerCase(line.charAt(0));
  }

  @Test
  void noneOfThemIsSelectedAmidOthers() {
    press(KeyCode.SHIFT, KeyCode.DOWN);
    assertAt("c", "b", "c");
    press(KeyCode.SHIFT, KeyCode.DOWN);
    assertAt("d", "b", "c", "d");
    press(KeyCode.SHIFT, KeyCode.UP);
    press(KeyCode.SHIFT, KeyCode.UP);
    assertAt("b", "b");
    press(KeyCode.SHIFT, KeyCode.HOME);
    assertAt("a", "a", "b");
    choose("b");
    press(KeyCode.SHIFT, KeyCode.END);
    assertAt("l", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
    press(KeyCode.CONTROL, KeyCode.A);
    assertThat(list.getSelectionModel().getSelectedItems())
        .containsExactlyElementsOf(LINES.stream().filter(HeadingsTest::isLine).toList());
  }

  @Test
  void noneOfThemIsSelectedByMouse() {
    click("SOUTH", false);
    assertAt("b", "b");
    click("c", true);
    assertAt("c", "b", "c");
    click("NORTH", true);
    assertAt("c", "b", "c");
    click("a", false);
    assertAt("a", "a");
  }

  private void click(String line, boolean withShift) {
    WindowRobot.onFxThread(
        () ->
            list.lookupAll(".list-cell").stream()
                .map(ListCell.class::cast)
                .filter(cell -> line.equals(cell.getItem()))
                .forEach(
                    cell -> {
                      WindowRobot.tell(cell, MouseEvent.MOUSE_PRESSED, 1, withShift);
                      WindowRobot.tell(cell, MouseEvent.MOUSE_RELEASED, 1, withShift);
                    }));
  }

  @Test
  void theKeyboardAlonePassesOverThemToo() {
    press(KeyCode.CONTROL, KeyCode.DOWN);
    assertAt("c", "b");
    press(KeyCode.CONTROL, KeyCode.SPACE);
    assertAt("c", "b", "c");
  }
}
