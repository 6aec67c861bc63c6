package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.testing.Thorough;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The list of many connections: what comes first, what is found, what is done to many. */
@ExtendWith(ApplicationExtension.class)
class ObjectsWindowTest {
  private static final int MANY = 500;

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();

  @Start
  void open(Stage stage) {
    for (int i = 0; i < MANY; i++) {
      engine.add(yard(i));
      engine.show(yard(i), States.connected());
    }
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static Endpoint yard(int number) {
    return new Endpoint(
        "yard-" + number,
        EndpointKind.NATS,
        "Yard " + number,
        "yard-%d.rail.example:4222".formatted(number),
        Duration.ofSeconds(30),
        true,
        HeartbeatSettings.DEFAULT);
  }

  @Test
  void theWorstComesFirstAndOnlyWhatIsInSightHasARow() {
    engine.show(yard(470), States.failed());
    engine.show(yard(480), States.waiting());

    eventually(() -> assertThat(robot.isThere("#connection-yard-470")).isTrue());
    assertThat(y("#connection-yard-470")).isLessThan(y("#connection-yard-480"));
    assertThat(y("#connection-yard-480")).isLessThan(y("#relay-txlog"));
    assertThat(rows()).hasSizeLessThan(30);
  }

  @Thorough
  @Test
  void theLastCauseStaysInSightWhileItIsRetried() {
    engine.show(States.ORACLE, States.waiting());
    eventually(() -> assertThat(robot.text("#connection-oracle #word")).isEqualTo("Retry 3"));

    ConnectionState.Waiting waited = (ConnectionState.Waiting) States.waiting();
    engine.show(
        States.ORACLE,
        new ConnectionState.Connecting(
            States.ATTEMPT,
            States.NOW,
            States.NOW.plusSeconds(30),
            ((ConnectionState.Connecting) States.connecting()).phase(),
            waited.retries()));

    eventually(
        () ->
            assertThat(robot.text("#connection-oracle #detail"))
                .endsWith("last: Connection refused"));
    assertThat(robot.text("#connection-oracle #since")).isEqualTo("down 0:00:20");
  }

  @Test
  void manyAreRetriedAtOnceAndTheButtonSaysHowMany() {
    for (int i = 100; i < 112; i++) {
      engine.show(yard(i), States.waiting());
    }
    engine.show(yard(112), States.failed());
    eventually(() -> assertThat(robot.text("#retryAll")).isEqualTo("Retry 13"));
    assertThat(robot.text("#stopRetryingAll")).isEqualTo("Stop retrying 12");

    type("#filter", "yard 110");
    assertThat(robot.text("#stopRetryingAll")).isEqualTo("Stop retrying 1");
    robot.fire("#stopRetryingAll");
    assertThat(engine.sent).containsExactly("cancel yard-110");
    type("#filter", "");
    robot.fire("#retryAll");

    assertThat(engine.sent).hasSize(14).contains("connect yard-100", "connect yard-112");
  }

  @Test
  void theFilterLooksAtNamesHostsKindsAndStates() {
    type("#filter", "yard-49 connected");

    ListView<?> list = robot.lookup("#objectList", ListView.class);
    assertThat(list.getItems()).hasSize(11);
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertThat(list.getItems()).hasSize(MANY + 4);
    assertThat(robot.text("#page #name")).isEqualTo("Oracle");
  }

  @Test
  void anObjectIsFoundByItsNameWhereverItLies() {
    robot.choose("yard 321");

    assertThat(robot.text("#page #name")).isEqualTo("Yard 321");
    eventually(() -> assertThat(robot.isThere("#connection-yard-321")).isTrue());
    robot.press(KeyCode.ENTER);
    assertThat(engine.sent).containsExactly("disconnect yard-321");
  }

  @Test
  void headingsOfGroupsAreNoPlaceForTheKeyboard() {
    MenuButton grouping = robot.lookup("#grouping", MenuButton.class);
    WindowRobot.onFxThread(() -> grouping.getItems().get(1).fire());
    assertThat(grouping.getText()).isEqualTo("By kind");
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    ListView<?> list = robot.lookup("#objectList", ListView.class);
    List<?> lines = list.getItems();

    robot.press(KeyCode.DOWN);
    int below = list.getFocusModel().getFocusedIndex();
    robot.press(KeyCode.UP);
    int oracle = list.getFocusModel().getFocusedIndex();

    assertThat(robot.text("#page #name")).isEqualTo("Oracle");
    assertThat(below).as("behind the heading that follows, %s", lines).isEqualTo(oracle + 2);
  }

  @Thorough
  @Test
  void thePaletteGivesTheKeyboardBack() {
    robot.press(KeyCode.CONTROL, KeyCode.K);
    assertThat(robot.lookup("#paletteSearch", Node.class).isFocused()).isTrue();
    robot.press(KeyCode.ESCAPE);

    assertThat(robot.lookup("#palette", Node.class).isVisible()).isFalse();
    assertThat(robot.lookup("#objectList", Node.class).isFocused()).isTrue();
    assertThat(engine.sent).isEmpty();
  }

  private void type(String field, String text) {
    TextInputControl typed = robot.lookup(field, TextInputControl.class);
    WindowRobot.onFxThread(() -> typed.setText(text));
  }

  private double y(String query) {
    Node node = robot.lookup(query, Node.class);
    return node.localToScene(0, 0).getY();
  }

  private Set<Node> rows() {
    return robot.lookup("#objectList", ListView.class).lookupAll(".object-line").stream()
        .collect(Collectors.toSet());
  }
}
