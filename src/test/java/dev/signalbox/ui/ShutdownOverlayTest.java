package dev.signalbox.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ShutdownOverlayTest {

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final FxRobot robot = new FxRobot();

  @Start
  void open(Stage stage) {
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void eachStepShowsHowFarItIsAndWhatItEnds() {
    engine.show(States.NATS, States.connected());
    engine.show(States.stopping(Duration.ofSeconds(1)));
    WindowRobot.eventually(() -> assertThat(text("#summary")).isEqualTo("1 of 3 connected"));

    closing(new ShutdownReason.WindowClosed());

    WindowRobot.eventually(() -> assertThat(overlay().isVisible()).isTrue());
    assertThat(robot.lookup("0.003 s").tryQuery()).isPresent();
    WindowRobot.eventually(
        () ->
            assertThat(texts(".step-detail"))
                .containsExactly(
                    "cancelled 1 attempt",
                    "under way",
                    "Stopping: draining 37 of 120 acknowledgements",
                    "",
                    "waits for its turn",
                    "",
                    ""));
    assertThat(texts(".step-object")).containsExactly("txlog", "NATS");
    assertThat(texts(".step-time"))
        .containsExactly("0.003 s", "0.0 s", "at most 7 s", "", "", "", "");
    assertThat(text("#deadline")).isEqualTo("Closes by itself in 10 s");
    assertThat(lookup("#content", Node.class).isDisabled()).isTrue();

    engine.show(new RelayState.Stopped(States.NOW));
    closing(
        ShutdownPhase.DATABASES,
        new ShutdownReason.WindowClosed(),
        List.of(
            new Step(ShutdownPhase.RELAY, Duration.ofSeconds(1), true, ""),
            new Step(ShutdownPhase.NATS, Duration.ofSeconds(4), false, "")));

    WindowRobot.eventually(
        () ->
            assertThat(texts(".step-detail"))
                .contains("stopped", "did not end in time")
                .doesNotContain("waits for its turn"));
  }

  @Test
  void forceQuitIsOfferedAfterTwoSeconds() {
    engine.show(States.running());
    closing(new ShutdownReason.Quit());
    WindowRobot.eventually(() -> assertThat(overlay().isVisible()).isTrue());
    assertThat(force().isVisible()).isFalse();

    engine.moveTime(Duration.ofSeconds(2));

    WindowRobot.eventually(() -> assertThat(force().isVisible()).isTrue());
    assertThat(text("#deadline")).isEqualTo("Closes by itself in 8 s");
    WaitForAsyncUtils.waitForAsyncFx(30_000, force()::fire);
    assertThat(engine.sent).containsExactly("forceQuit");
  }

  @Test
  void aSecondCloseRequestFocusesForceQuit() {
    engine.show(States.running());
    closing(new ShutdownReason.Quit());
    WindowRobot.eventually(() -> assertThat(overlay().isVisible()).isTrue());

    robot.press(KeyCode.CONTROL, KeyCode.Q).release(KeyCode.CONTROL, KeyCode.Q);

    WindowRobot.eventually(() -> assertThat(force().isFocused()).isTrue());
    assertThat(engine.sent).isEmpty();
  }

  @Test
  void aSignalGetsNoButtons() {
    engine.show(States.running());
    closing(new ShutdownReason.Signal(15));
    engine.moveTime(Duration.ofSeconds(4));

    WindowRobot.eventually(
        () -> assertThat(text("#deadline")).isEqualTo("Closes by itself in 6 s"));
    assertThat(force().isVisible()).isFalse();
  }

  @Test
  void withNothingToEndThereIsNoOverlayAtFirst() {
    closing(new ShutdownReason.WindowClosed());

    WindowRobot.eventually(() -> assertThat(lookup("#content", Node.class).isDisabled()).isTrue());
    assertThat(overlay().isVisible()).isFalse();

    engine.moveTime(Duration.ofMillis(300));

    WindowRobot.eventually(() -> assertThat(overlay().isVisible()).isTrue());
  }

  private void closing(ShutdownReason reason) {
    closing(
        ShutdownPhase.RELAY,
        reason,
        List.of(
            new Step(ShutdownPhase.ATTEMPTS, Duration.ofMillis(3), true, "cancelled 1 attempt")));
  }

  private void closing(ShutdownPhase phase, ShutdownReason reason, List<Step> finished) {
    engine.program.show(
        new ProgramSnapshot(
            new ProgramState.Closing(
                phase, States.NOW.plusSeconds(7), States.NOW, States.NOW.plusSeconds(10), reason),
            finished,
            Optional.empty()));
  }

  private List<String> texts(String query) {
    return robot.lookup(query).queryAllAs(Labeled.class).stream().map(Labeled::getText).toList();
  }

  private Node overlay() {
    return lookup("#shutdown", Node.class);
  }

  private Button force() {
    return lookup("#force", Button.class);
  }

  private String text(String query) {
    return lookup(query, Labeled.class).getText();
  }

  private <T extends Node> T lookup(String query, Class<T> type) {
    return robot
        .from(robot.listWindows().getFirst().getScene().getRoot())
        .lookup(query)
        .queryAs(type);
  }
}
