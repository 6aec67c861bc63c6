package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.fleet.EngineScript.engine;
import static dev.signalbox.ui.fleet.EngineScript.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What an operator asks many engines for at once. */
@ExtendWith(ApplicationExtension.class)
class FleetBulkWindowTest extends FleetWindowTrial {
  FleetBulkWindowTest() {
    super(new Texts(), three());
  }

  @Start
  @Override
  void open(Stage given) {
    super.open(given);
  }

  @Thorough
  @Test
  void manyAreAskedAfterAQuestionAndTheResultStays() {
    fleet.outcome =
        key ->
            CompletableFuture.completedStage(
                key.equals(running("relay-1").key())
                    ? new Outcome.Accepted()
                    : new Outcome.Refused("it is closing"));
    eventually(() -> assertThat(robot.text("#scope")).isEqualTo("3 shown"));
    robot.fire("#bulkHandOver");
    assertThat(robot.text("#bulkEffect")).startsWith("One relay will be handed over: ");
    robot.press(KeyCode.ESCAPE);
    robot.fire("#bulkStop");
    assertThat(robot.text("#bulkEffect"))
        .isEqualTo("2 relays of 2 engines will stop; one does not poll.");
    assertThat(robot.lookup("#bulkKeep", Button.class).isFocused()).isTrue();
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#bulk", Node.class).isVisible()).isFalse();
    assertThat(fleet.sent).isEmpty();

    robot.fire("#bulkStop");
    robot.fire("#bulkConfirm");
    eventually(
        () -> assertThat(robot.text("#bulkSummary")).isEqualTo("Stop polling: 1 refused, 1 done"));
    assertThat(fleet.sent).hasSize(2);
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#bulkResults", Node.class).isVisible()).isTrue();
    robot.fire("#bulkCopy");
    assertThat(WindowRobot.clipboard())
        .isEqualTo(
            """
            Stop polling: 1 refused, 1 done
            relay-2\tstop txlog\trefused: it is closing
            relay-1\tstop txlog\tdone
            """);
    robot.fire("#bulkDismiss");
    assertThat(robot.lookup("#bulk", Node.class).isVisible()).isFalse();
  }

  @Test
  void inProductionTheNumberIsTypedFirstAndNothingIsStarted() {
    fleet.show(running("relay-3").production(), engine("relay-4").relay("Stopped").production());
    pass(Duration.ofSeconds(4));
    eventually(() -> assertThat(engines()).containsExactly("relay-4", "relay-3"));

    robot.fire("#bulkStart");
    assertThat(robot.text("#bulkEffect"))
        .startsWith("No relay will start; one engine needs arming: skipped");
    assertThat(robot.lookup("#bulkConfirm", Node.class).isVisible()).isFalse();
    robot.fire("#bulkKeep");

    robot.fire("#bulkStop");
    assertThat(robot.text("#bulkTypeHint"))
        .isEqualTo("Some of it is production. Type 1 to confirm:");
    assertThat(robot.lookup("#bulkConfirm", Node.class).isDisabled()).isTrue();
    TextField typed = robot.lookup("#bulkTyped", TextField.class);
    assertThat(typed.isFocused()).isTrue();
    WindowRobot.onFxThread(() -> typed.setText("2"));
    robot.press(KeyCode.ENTER);
    assertThat(fleet.sent).isEmpty();
    WindowRobot.onFxThread(() -> typed.setText("1"));
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(fleet.sent).hasSize(1));
  }
}
