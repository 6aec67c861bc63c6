package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.WindowRobot.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.settings.HeartbeatSettings;
import java.time.Duration;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What of a row is whole, however narrow or dense the list is. */
@ExtendWith(ApplicationExtension.class)
class ObjectRowWindowTest {
  private static final String NAME = "MariaDB of the north yard";

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();

  @Start
  void open(Stage stage) {
    Endpoint yard =
        new Endpoint(
            "yard",
            EndpointKind.MARIADB,
            NAME,
            "yard.rail.example:3306/tracking",
            Duration.ofSeconds(30),
            true,
            HeartbeatSettings.DEFAULT);
    engine.add(yard);
    engine.show(yard, States.failed());
    new MainWindow(WindowRobot.usual(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void itsButtonIsWholeAlsoOnceTheListHasBecomeNarrow() {
    divide(0.9);
    eventually(() -> assertThat(right(cell())).isGreaterThan(640));
    double beside = right(cell()) - right(button());

    divide(0.1);

    eventually(
        () -> {
          assertThat(right(cell())).isLessThan(450);
          assertThat(right(cell()) - right(button())).isEqualTo(beside);
        });
  }

  @Test
  void itsNameIsWholeAndStandsBesideItsStateWhereItIsDense() {
    divide(0.9);
    onFxThread(robot.lookup("#dense", ToggleButton.class)::fire);

    eventually(
        () -> {
          assertThat(drawn("#connection-yard #name")).isEqualTo(NAME);
          assertThat(middle("#connection-yard #word"))
              .isCloseTo(middle("#connection-yard #name"), offset(2.0));
        });
  }

  private void divide(double place) {
    onFxThread(() -> robot.lookup("#upper", SplitPane.class).setDividerPositions(place));
  }

  private Node cell() {
    return robot.lookup("#connection-yard", Node.class);
  }

  private Node button() {
    return robot.lookup("#connection-yard #main", Node.class);
  }

  private static double right(Node node) {
    return place(node).getMaxX();
  }

  private double middle(String query) {
    return place(robot.lookup(query, Node.class)).getCenterY();
  }

  private static Bounds place(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  /** What of a label's text there is to be read. */
  private String drawn(String query) {
    return robot.lookup(query, Label.class).getChildrenUnmodifiable().stream()
        .filter(Text.class::isInstance)
        .map(child -> ((Text) child).getText())
        .collect(Collectors.joining());
  }
}
