package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.workspace.ZoomPane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The track plan in the window. */
@ExtendWith(ApplicationExtension.class)
class PlanWindowTest {
  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();
  private Stage stage;

  @Start
  void open(Stage given) {
    stage = given;
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.connected());
    engine.show(States.MARIADB, States.connected());
    engine.show(States.running());
    IntStream.rangeClosed(2, 12)
        .forEach(i -> engine.add(States.relay("relay-%02d".formatted(i), States.running())));
    engine.tools.backlog =
        new Answer.Given<>(
            new Backlog(new PositionPlan.Count(4_312, false), Optional.of(Duration.ofSeconds(94))));
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Optional<Node> focused() {
    return Optional.ofNullable(stage.getScene().getFocusOwner());
  }

  private String spoken() {
    return focused().map(Node::getAccessibleText).orElse("");
  }

  @Thorough
  @Test
  void theArrowsWalkItAndEnterOpensThePage() {
    assertThat(engine.tools.asked).doesNotContain("backlog");
    assertThat(robot.isThere("#plan")).isFalse();
    robot.press(KeyCode.F4);
    eventually(() -> assertThat(spoken()).startsWith("Source of txlog: Oracle, Connected, "));
    eventually(() -> assertThat(spoken()).endsWith("4,312 waiting"));
    assertThat(robot.lookup("#planTab", ToggleButton.class).isSelected()).isTrue();

    robot.press(KeyCode.RIGHT);
    assertThat(spoken()).isEqualTo("Relay of txlog: txlog, Running, 1,204 rows/s");
    IntStream.range(0, 20).forEach(_ -> robot.press(KeyCode.DOWN));
    assertThat(spoken()).startsWith("Relay of relay-12");
    eventually(() -> assertThat(isInSight(focused().orElseThrow())).isTrue());
    Label title = robot.lookup("#plan .column-title", Label.class);
    assertThat(isInSight(title)).isTrue();
    assertThat(robot.lookup("#titlesPlace", Region.class).getHeight())
        .isGreaterThanOrEqualTo(title.getHeight());

    robot.press(KeyCode.ENTER);
    assertThat(robot.text("#page #name")).isEqualTo("relay-12");
    assertThat(robot.isThere("#plan")).isFalse();
    int asked = engine.tools.asked.size();
    engine.show(States.relay("relay-12", new RelayState.Failed(States.NOW, States.DENIED)));
    eventually(() -> assertThat(robot.text("#page #word")).isEqualTo("Failed"));
    assertThat(engine.tools.asked).hasSize(asked);
  }

  /** With as much room as the largest zoom leaves, and many objects that no relay uses. */
  @Thorough
  @Test
  void whatHasNoRoomIsScrolledToAndTheTitlesGoAlong() {
    IntStream.range(0, 24)
        .forEach(
            i ->
                engine.add(
                    new Endpoint(
                        "spare-" + i,
                        EndpointKind.NATS,
                        "Spare " + i,
                        "spare:4222",
                        Duration.ofSeconds(30),
                        true,
                        HeartbeatSettings.DEFAULT)));
    WindowRobot.onFxThread(() -> ((ZoomPane) stage.getScene().getRoot()).setZoom(200));
    robot.press(KeyCode.F4);
    eventually(() -> assertThat(spoken()).startsWith("Source of txlog"));
    ScrollPane scroll = robot.lookup("#plan .scroll-pane", ScrollPane.class);

    IntStream.range(0, 3).forEach(_ -> robot.press(KeyCode.RIGHT));
    assertThat(spoken()).startsWith("Checkpoint of txlog");
    eventually(() -> assertThat(isInSight(focused().orElseThrow())).isTrue());
    Node title = robot.lookup("Checkpoint", Label.class);
    eventually(
        () ->
            assertThat(title.localToScene(0, 0).getX())
                .isCloseTo(focused().orElseThrow().localToScene(0, 0).getX(), within(4.0)));
    IntStream.range(0, 13).forEach(_ -> robot.press(KeyCode.DOWN));
    IntStream.range(0, 30).forEach(_ -> robot.press(KeyCode.RIGHT));
    assertThat(spoken()).isEqualTo("Used by no relay: Spare 23, Not connected");
    eventually(() -> assertThat(isInSight(focused().orElseThrow())).isTrue());
    assertThat(scroll.getVvalue()).isGreaterThan(0.5);
  }

  @Test
  void whatHoldsItUpIsSaidAndNoWordIsCut() {
    engine.show(States.ORACLE, States.stale());
    engine.show(new RelayState.Paused(States.ago(Duration.ofSeconds(9)), "Oracle does not reply"));
    robot.press(KeyCode.F4);

    eventually(
        () ->
            assertThat(robot.text("#track-txlog .plan-sentence .label"))
                .startsWith("Held up at Oracle for 0:00:09: Oracle does not reply."));
    assertThat(robot.text("#planSummary")).isEqualTo("12 relays: 11 move, 1 held up");
    List<String> cut =
        robot.lookup("#plan", Node.class).lookupAll(".label").stream()
            .filter(node -> node.getParent().isVisible())
            .map(Labeled.class::cast)
            .filter(label -> !label.getText().isEmpty())
            .filter(label -> !label.getText().equals(drawn(label)))
            .map(Labeled::getText)
            .toList();
    assertThat(cut).isEmpty();
  }

  private static String drawn(Labeled label) {
    return label.lookupAll(".text").stream()
        .map(text -> ((Text) text).getText())
        .findFirst()
        .orElse("");
  }

  private boolean isInSight(Node node) {
    Bounds place = node.localToScene(node.getLayoutBounds());
    Node pane = robot.lookup("#plan", Node.class);
    Bounds whole = pane.localToScene(pane.getLayoutBounds());
    return whole.contains(place);
  }
}
