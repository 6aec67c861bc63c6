package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.clipboard;
import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.WindowRobot.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.Configured;
import dev.signalbox.journal.Severity;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.ui.workspace.ZoomPane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Every key of the {@link KeyTable}, pressed, and what comes of it. */
@ExtendWith(ApplicationExtension.class)
class KeyMapWindowTest {
  private static final int CONNECTIONS = 9;

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();
  private final LogInWindow log = new LogInWindow(engine, robot);
  private final Set<String> pressed = new HashSet<>();
  private Stage stage;

  @Start
  void open(Stage given) {
    stage = given;
    engine.configuring =
        new ScriptedConfiguring(new Configured("/etc/signalbox.yaml", List.of(), false));
    for (int i = 4; i <= CONNECTIONS; i++) {
      engine.add(
          new Endpoint(
              "bus-" + i,
              EndpointKind.NATS,
              "bus-" + i,
              "nats://bus-%d.rail.example:4222".formatted(i),
              Duration.ofSeconds(30),
              true,
              HeartbeatSettings.DEFAULT));
    }
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void press(String keys) {
    pressed.add(keys);
    onFxThread(() -> WindowRobot.type(KeyTable.codes(keys)));
  }

  @Test
  void everyKeyDoesWhatItSays() {
    throughTheList();
    throughTheWindow();
    overlays();
    throughTheLog();
    files();
    sends();

    assertThat(pressed).containsExactlyInAnyOrderElementsOf(KeyTable.all());
  }

  private void throughTheList() {
    for (int i = 1; i <= CONNECTIONS; i++) {
      press("Ctrl+" + i);
      String label =
          List.of("NATS", "Oracle", "MariaDB").stream().skip(i - 1).findFirst().orElse("bus-" + i);
      assertThat(robot.text("#page #name")).isEqualTo(label);
      assertThat(focused(".object-list")).isTrue();
    }
    press("Up");
    assertThat(robot.text("#page #name")).isEqualTo("bus-8");
    press("Down");
    assertThat(robot.text("#page #name")).isEqualTo("bus-9");
    press("Enter");
    assertSent("connect bus-9");
    press("Ctrl+A");
    assertThat(robot.text("#connectAll")).isEqualTo("Connect 9");
    press("Ctrl+1");
    press("Shift+Down");
    assertThat(robot.text("#connectAll")).isEqualTo("Connect 2");
    press("Ctrl+Shift+F");
    assertThat(focused("#filter")).isTrue();
    press("Ctrl+Shift+D");
    assertThat(robot.lookup("#dense", ToggleButton.class).isSelected()).isTrue();
    press("Ctrl+Shift+D");
    assertThat(robot.lookup("#dense", ToggleButton.class).isSelected()).isFalse();
  }

  private void throughTheWindow() {
    press("Ctrl+1");
    press("F6");
    assertThat(focused("#page #main")).isTrue();
    press("F6");
    assertThat(focused(".log-list")).isTrue();
    press("F6");
    assertThat(focused(".object-list")).isTrue();
    press("Shift+F6");
    assertThat(focused(".log-list")).isTrue();
    press("F7");
    assertThat(robot.isThere("#strips")).isTrue();
    press("F7");
    assertThat(robot.isThere("#strips")).isFalse();
    press("F4");
    assertThat(robot.isThere("#plan")).isTrue();
    press("F4");
    assertThat(robot.isThere("#plan")).isFalse();
    press("F9");
    assertThat(robot.isThere(".object-list")).isFalse();
    press("F9");
    assertThat(robot.isThere(".object-list")).isTrue();
    zoom("Ctrl+Minus", 90);
    zoom("Ctrl+Subtract", 80);
    zoom("Ctrl+Plus", 90);
    zoom("Ctrl+0", 100);
    for (String plus :
        List.of(
            "Ctrl+Equals", "Ctrl+Shift+Equals", "Ctrl+Shift+Plus", "Ctrl+Add", "Ctrl+Shift+Add")) {
      zoom(plus, 110);
      zoom("Ctrl+Numpad 0", 100);
    }
  }

  private void zoom(String keys, int expected) {
    press(keys);
    assertThat(((ZoomPane) stage.getScene().getRoot()).zoom()).as(keys).isEqualTo(expected);
  }

  private void overlays() {
    press("Ctrl+1");
    for (String[] overlay :
        new String[][] {
          {"F1", "#keys"},
          {"Ctrl+K", "#palette"},
          {"Ctrl+H", "#handover"},
          {"Ctrl+M", "#mute"},
          {"Ctrl+,", "#settings"}
        }) {
      press(overlay[0]);
      assertThat(robot.lookup(overlay[1], Node.class).isVisible()).as(overlay[0]).isTrue();
      press("Esc");
      assertThat(robot.lookup(overlay[1], Node.class).isVisible()).as(overlay[0]).isFalse();
    }
  }

  private void throughTheLog() {
    log.say(Severity.ERROR, "lost, attempt 1");
    log.say(Severity.INFO, "fine");
    log.say(Severity.ERROR, "lost, attempt 2");
    log.say(Severity.ERROR, "broken");
    log.shows("fine", "lost, attempt 2", "broken");
    press("Shift+F8");
    assertThat(log.selected()).isEqualTo("broken");
    press("Ctrl+B");
    press("F8");
    assertThat(log.selected()).isEqualTo("lost, attempt 2");
    eventually(
        () ->
            assertThat(log.list().lookupAll(".log-cell"))
                .extracting(Node::getAccessibleText)
                .contains("ERROR, connection oracle, broken, bookmarked"));
    press("F2");
    assertThat(log.selected()).isEqualTo("broken");
    press("F8");
    press("Shift+F2");
    assertThat(log.selected()).isEqualTo("broken");
    press("F8");
    press("Ctrl+C");
    eventually(() -> assertThat(robot.text("#notice")).isEqualTo("Copied one line"));
    assertThat(clipboard()).contains("lost, attempt 2");
    press("Ctrl+Shift+C");
    assertThat(clipboard()).contains("broken");
    onFxThread(log.list()::requestFocus);
    press("Right");
    log.shows("lost, attempt 1", "fine", "lost, attempt 2", "broken");
    press("Left");
    log.shows("fine", "lost, attempt 2", "broken");
    assertThat(follows()).isFalse();
    press("Space");
    assertThat(follows()).isTrue();
    press("Space");
    assertThat(follows()).isFalse();
    press("End");
    assertThat(follows()).isTrue();
    finds();
    press("Ctrl+L");
    assertThat(focused("#search")).isTrue();
  }

  private void finds() {
    press("Ctrl+F");
    onFxThread(() -> robot.lookup("#find", TextField.class).setText("o"));
    eventually(() -> assertThat(robot.text("#findCount")).isEqualTo("1 of 2"));
    for (String[] step :
        new String[][] {
          {"F3", "2 of 2"}, {"Shift+F3", "1 of 2"}, {"Ctrl+G", "2 of 2"}, {"Ctrl+Shift+G", "1 of 2"}
        }) {
      press(step[0]);
      eventually(() -> assertThat(robot.text("#findCount")).as(step[0]).isEqualTo(step[1]));
    }
    press("Esc");
    assertThat(robot.lookup("#findBar", Node.class).isVisible()).isFalse();
  }

  private void files() {
    asksForAFile("Ctrl+S");
    asksForAFile("Ctrl+Shift+E");
  }

  /** By the platform's own dialog, of which the one without a screen has none. */
  private void asksForAFile(String keys) {
    pressed.add(keys);
    List<String> asked = new ArrayList<>();
    onFxThread(
        () -> {
          try {
            WindowRobot.type(KeyTable.codes(keys));
          } catch (UnsupportedOperationException none) {
            List.of(none.getStackTrace()).forEach(element -> asked.add(element.getMethodName()));
          }
        });
    assertThat(asked).as(keys).contains("showSaveDialog");
  }

  private void sends() {
    press("Ctrl+1");
    engine.sent.clear();
    press("Ctrl+Shift+P");
    assertSent("start txlog");
    press("Ctrl+W");
    assertSent("shutdown WindowClosed");
    press("Ctrl+Q");
    assertSent("shutdown Quit");
  }

  private boolean follows() {
    return robot.lookup("#follow", ToggleButton.class).isSelected();
  }

  private boolean focused(String query) {
    return robot.lookup(query, Node.class).isFocused();
  }

  private void assertSent(String command) {
    assertThat(engine.sent).containsExactly(command);
    engine.sent.clear();
  }
}
