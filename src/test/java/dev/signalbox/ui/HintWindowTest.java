package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Answer;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.toolkit.Reveal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What a button will do is said before it is pressed. */
@ExtendWith(ApplicationExtension.class)
class HintWindowTest {
  private final ScriptedConsole engine = new ScriptedConsole("production", true);
  private final WindowRobot robot = new WindowRobot();
  private final FxRobot mouse = new FxRobot();

  @Start
  void open(Stage stage) {
    engine.show(States.ORACLE, States.waiting());
    engine.program.show(new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty()));
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private double top() {
    Node bar = robot.lookup("#hint", Node.class).getParent();
    return bar.localToScene(0, 0).getY() + bar.getLayoutBounds().getHeight();
  }

  @Test
  void itFollowsTheKeyboardTheMouseAndTheState() {
    eventually(
        () ->
            assertThat(robot.text("#hint"))
                .startsWith("Enter – Retry now: connects to Oracle at once and not in 8 s"));
    double place = top();
    engine.moveTime(Duration.ofSeconds(3));
    eventually(() -> assertThat(robot.text("#hint")).contains("not in 5 s"));

    robot.press(KeyCode.F6);
    assertThat(robot.text("#hint")).startsWith("Retry now: ");
    assertThat(robot.lookup("#page #main", Node.class).getAccessibleHelp())
        .isEqualTo(robot.text("#hint"));
    engine.show(States.ORACLE, States.connected());
    eventually(
        () -> assertThat(robot.text("#hint")).startsWith("Disconnect: closes Oracle; no relay"));
    engine.show(States.running());
    eventually(() -> assertThat(robot.text("#hint")).contains("txlog pauses until it is back"));

    mouse.moveTo("#arm");
    eventually(() -> assertThat(robot.text("#hint")).startsWith("Arm: for 10 min"));
    mouse.moveTo("#relay-txlog #main");
    eventually(
        () -> assertThat(robot.text("#hint")).contains("37 rows in flight are acknowledged first"));
    mouse.moveTo("#hint");
    eventually(() -> assertThat(robot.text("#hint")).startsWith("Disconnect: "));

    robot.press(KeyCode.CONTROL, KeyCode.L);
    assertThat(robot.text("#hint"))
        .isEqualTo("What a button will do stands here before it is pressed");
    assertThat(top()).isEqualTo(place);
    assertThat(engine.sent).isEmpty();
  }

  @Test
  void whoRetriesManyIsToldOfThoseThatHaveGivenUp() {
    mouse.moveTo("#retryAll");
    eventually(
        () ->
            assertThat(robot.text("#hint"))
                .isEqualTo("Retry: tries Oracle now, without waiting for the next time."));
    engine.show(States.NATS, States.failed());
    // The card that comes with it moves the button away from the mouse.
    eventually(() -> assertThat(robot.text("#incidentTitle")).startsWith("NATS at "));
    mouse.moveTo("#hint").moveTo("#retryAll");
    eventually(
        () ->
            assertThat(robot.text("#hint"))
                // In the order of the lines, which keep still for a moment after the mouse moved.
                .matches("Retry: tries (NATS, Oracle|Oracle, NATS) now,.*")
                .endsWith(
                    "One of them has given up: a wrong password again may lock its account."));
  }

  @Thorough
  @Test
  void whatCannotBePressedSaysWhy() {
    String locked = "not now. Polling is locked in production: arm it first";
    robot.choose("txlog");
    eventually(() -> assertThat(robot.text("#hint")).isEqualTo("Enter – Start polling: " + locked));
    robot.press(KeyCode.F6);
    assertThat(robot.text("#hint")).isEqualTo("Start polling: " + locked);
    mouse.moveTo("#connection-oracle #main");
    eventually(() -> assertThat(robot.text("#hint")).startsWith("Retry now: "));
    mouse.moveTo("#page #main");
    eventually(() -> assertThat(robot.text("#hint")).isEqualTo("Start polling: " + locked));
    engine.show(States.ORACLE, States.connected());
    mouse.moveTo("#retryAll");
    eventually(
        () ->
            assertThat(robot.text("#hint"))
                .isEqualTo("Retry: nothing here has failed or waits for a retry."));
    engine.show(States.ORACLE, States.closing());
    mouse.moveTo("#connection-oracle #main");
    eventually(
        () -> assertThat(robot.text("#hint")).isEqualTo("Closing…: not now. It is being closed"));
  }

  @Thorough
  @Test
  void theToolsOfARelayTellWhatTheyDoAndWhyTheyDoNothing() {
    robot.choose("txlog");
    point("verify", "#run", "Compare: reads the rows of txlog and looks for each in the stream.");
    point("preview", "#run", "Show the next rows: reads up to 20 of txlog");
    point("position", "#run", "Count: says what going on behind that row would send again");
    point("position", "#set", "Set the position…: not now. Polling is locked in production");
    engine.program.show(
        new ProgramSnapshot(
            new ProgramState.Open(), List.of(), Optional.of(States.NOW.plusSeconds(60))));
    point("position", "#set", "Set the position…: not now. Count first what that means");
    point("lease", "#run", "Look: says who has the lease of txlog");
    engine.tools.lease =
        new Answer.Given<>(new LeaseHolding(Optional.of("held by relay-4"), true, false));
    robot.fire("#tool-lease #run");
    point("lease", "#take", "Take over: the lease of txlog is held by relay-4 and is taken");
  }

  private void point(String tool, String button, String hint) {
    String query = "#tool-%s %s".formatted(tool, button);
    WindowRobot.onFxThread(() -> robot.lookup("#tool-" + tool, TitledPane.class).setExpanded(true));
    WindowRobot.onFxThread(() -> Reveal.of(robot.lookup(query, Node.class)));
    mouse.moveTo("#hint").moveTo(query);
    eventually(() -> assertThat(robot.text("#hint")).startsWith(hint));
  }
}
