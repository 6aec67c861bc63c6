package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Presence;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.States;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The console of one engine of many. */
@ExtendWith(ApplicationExtension.class)
class FleetConsolesTest extends FleetWindowTrial {
  FleetConsolesTest() {
    super(new Texts(), three());
  }

  @Start
  @Override
  void open(Stage given) {
    super.open(given);
  }

  @Test
  void enterOpensOneConsoleForEachEngineAndClosingLeavesNoListener() {
    choose("relay-1");
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(consoles()).hasSize(1));
    ScriptedConsole console = fleet.consoles.getFirst();
    assertThat(console.listeners()).isPositive();
    Stage first = consoles().getFirst();
    assertThat(first.getTitle()).isEqualTo("Signalbox – relay-1, staging – 3 of 3 connected");

    choose("relay-1");
    enter();
    choose("relay-2");
    enter();
    eventually(() -> assertThat(consoles()).hasSize(2));
    assertThat(fleet.consoles).hasSize(2);

    WindowRobot.onFxThread(
        () -> first.fireEvent(new WindowEvent(first, WindowEvent.WINDOW_CLOSE_REQUEST)));
    eventually(() -> assertThat(consoles()).hasSize(1));
    assertThat(console.isClosed()).isTrue();
    assertThat(console.listeners()).isZero();
    assertThat(console.sent).isEmpty();

    WindowRobot.onFxThread(window::close);
    eventually(() -> assertThat(consoles()).isEmpty());
    assertThat(fleet.consoles).allMatch(ScriptedConsole::isClosed);
    assertThat(fleet.consoles.stream().map(ScriptedConsole::listeners)).containsOnly(0);
    assertThat(closed).hasValue(1);
  }

  @Test
  void whatNobodyKnowsOfIsSaidInsteadOfOpened() {
    choose("relay-3");
    robot.press(KeyCode.ENTER);

    assertThat(robot.text("#message")).isEqualTo("Nothing is known of relay-3 any more");
    assertThat(consoles()).isEmpty();
  }

  @Test
  void theConsoleOfAnEngineSaysHowSureItIsAndIsNeverGreenWhenItIsNot() {
    choose("relay-1");
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(consoles()).hasSize(1));
    ScriptedConsole console = fleet.consoles.getFirst();
    Node root = consoles().getFirst().getScene().getRoot();
    eventually(() -> assertThat(presenceWords(root)).isEqualTo("relay-1 · known, heard 1 s ago"));
    assertThat(greens(root)).isNotEmpty();

    pass(Duration.ofSeconds(14));
    console.presence.show(new Presence.Silent(States.NOW));

    eventually(
        () ->
            assertThat(presenceWords(root))
                .startsWith("relay-1 · silent for 14 s: all below is as of "));
    eventually(() -> assertThat(greens(root)).isEmpty());
    assertThat(consoles().getFirst().getTitle()).endsWith("Silent");

    console.presence.show(new Presence.Known(States.NOW.plusSeconds(14)));
    eventually(() -> assertThat(greens(root)).isNotEmpty());
  }

  @Test
  void whatANewerEngineSaysIsNotKnownInItsConsoleAndNothingIsRed() {
    choose("relay-1");
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(consoles()).hasSize(1));
    ScriptedConsole console = fleet.consoles.getFirst();
    Node root = consoles().getFirst().getScene().getRoot();

    console.show(States.ORACLE, new ConnectionState.Failed(States.NOW, States.GLIDING));
    console.show(new RelayState.Stalled(States.NOW, States.GLIDING));

    eventually(
        () -> {
          assertThat(labels(root, "tone-warning"))
              .filteredOn("Not known here"::equals)
              .as("both, in the list")
              .hasSizeGreaterThanOrEqualTo(2);
          assertThat(labels(root, "tone-danger")).isEmpty();
        });
  }

  @Thorough
  @Test
  void anEngineThatEndsElsewhereTakesNoWindowWithIt() {
    choose("relay-1");
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(consoles()).hasSize(1));
    ScriptedConsole console = fleet.consoles.getFirst();
    Stage opened = consoles().getFirst();

    console.program.show(States.closingForThreeSeconds());

    eventually(
        () ->
            assertThat(((Labeled) opened.getScene().lookup("#message")).getText())
                .isEqualTo("Closing"));
    assertThat(opened.getScene().lookup("#shutdown").isVisible()).isFalse();
    assertThat(opened.getScene().lookup("#objectList").isDisabled()).isFalse();
    console.program.show(new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty()));
    console.show(States.ORACLE, States.failed());
    eventually(() -> assertThat(opened.getTitle()).contains("2 of 3 connected"));
  }
}
