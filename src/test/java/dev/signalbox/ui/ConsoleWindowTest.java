package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Verdict;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.testing.Thorough;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window around the rows: relay, environment, keys, closing. */
@ExtendWith(ApplicationExtension.class)
class ConsoleWindowTest {

  private final ScriptedConsole engine = new ScriptedConsole("production", true);
  private final WindowRobot robot = new WindowRobot();
  private Stage stage;

  @Start
  void open(Stage given) {
    stage = given;
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aRefusalIsSaidInTheStatusBar() {
    engine.answer =
        CompletableFuture.completedStage(
            new Verdict.Refused("the cancelled attempt is just ending"));

    robot.fire("#connection-oracle #main");

    assertThat(robot.isThere("Not done: the cancelled attempt is just ending")).isTrue();
  }

  @Test
  void productionIsLockedUntilArmed() {
    assertThat(robot.text("#environment")).isEqualTo("PRODUCTION");
    assertThat(robot.text("#lockState")).isEqualTo("Polling locked");
    assertThat(relayButton().isDisabled()).isTrue();
    robot.fire("#arm");
    assertThat(engine.sent).containsExactly("arm");

    arm();

    eventually(() -> assertThat(robot.text("#lockState")).isEqualTo("Armed, 10:00 left"));
    assertThat(relayButton().isDisabled()).isFalse();
  }

  @Test
  void aKeyStartsAndStopsPolling() {
    arm();
    eventually(() -> assertThat(relayButton().isDisabled()).isFalse());
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    engine.show(States.running());
    eventually(() -> assertThat(relayButton().getText()).isEqualTo("Stop polling"));
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);

    assertThat(engine.sent).containsExactly("start txlog", "stop txlog");
  }

  @Test
  void thePaletteOffersToHandOverAndThePageAsks() {
    engine.show(States.running());
    eventually(() -> assertThat(relayButton().getText()).isEqualTo("Stop polling"));
    robot.press(KeyCode.CONTROL, KeyCode.K);
    WindowRobot.onFxThread(
        () -> robot.lookup("#paletteSearch", TextInputControl.class).setText("hand over txlog"));
    robot.press(KeyCode.ENTER);

    eventually(
        () ->
            assertThat(robot.text("#page .question .label"))
                .isEqualTo(
                    "txlog finishes its page, releases the lease and stands by. If no other engine"
                        + " goes on within 10 s, this one does."));
    assertThat(engine.sent).isEmpty();
    robot.fire(".question .danger");

    assertThat(engine.sent).containsExactly("handOver txlog");
  }

  @Test
  void thePaletteHasWhatOnlyTheMouseWouldReach() {
    engine.show(States.ORACLE, States.waiting());
    eventually(() -> assertThat(robot.text("#retryAll")).isEqualTo("Retry 1"));

    runByName("arm for");
    runByName("retry 1");
    assertThat(engine.sent).containsExactly("arm", "connect oracle");
    runByName("verify");
    assertThat(robot.lookup("#tool-verify", TitledPane.class).isExpanded()).isTrue();
    assertThat(robot.lookup("#tool-verify", TitledPane.class).isFocusWithin()).isTrue();
    runByName("wrap long");
    assertThat(robot.lookup("#list", ListView.class).getFixedCellSize()).isNegative();
  }

  private void runByName(String typed) {
    robot.press(KeyCode.CONTROL, KeyCode.K);
    WindowRobot.onFxThread(
        () -> robot.lookup("#paletteSearch", TextInputControl.class).setText(typed));
    robot.press(KeyCode.ENTER);
  }

  @Test
  void whichOfSeveralRelaysIsMeantIsNotGuessed() {
    arm();
    engine.add(States.relay("second", States.running()));
    eventually(() -> assertThat(robot.isThere("#relay-second")).isTrue());
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT1);
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    assertThat(robot.text("#message"))
        .isEqualTo("Not done: there are 2 relays: choose the one that is meant");
    assertThat(engine.sent).isEmpty();

    robot.choose("second");
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    assertThat(engine.sent).containsExactly("stop second");
  }

  @Test
  void stopNowNamesWhatMayBeSentAgain() {
    engine.show(States.stopping(Duration.ofSeconds(6)));
    eventually(() -> assertThat(relayButton().getText()).isEqualTo("Stop now"));

    robot.fire("#relay-txlog #main");
    assertThat(robot.text("#page .question .label"))
        .startsWith("83 published rows have no acknowledgement");
    assertThat(engine.sent).isEmpty();
    robot.fire(".question .danger");

    assertThat(engine.sent).containsExactly("stopNow txlog");
  }

  @Thorough
  @Test
  void whatStopsTheRelayIsWrittenOut() {
    engine.show(new RelayState.Paused(States.NOW, "Oracle has not replied for 12 s"));

    eventually(
        () ->
            assertThat(robot.lookup("#relay-txlog", Node.class).getAccessibleText())
                .isEqualTo("txlog, Paused, Oracle has not replied for 12 s"));
  }

  @Thorough
  @Test
  void connectAllConnectsWhatIsNot() {
    engine.show(States.NATS, States.connected());
    engine.show(States.MARIADB, States.cancelling());
    eventually(() -> assertThat(robot.text("#summary")).isEqualTo("1 of 3 connected"));
    eventually(() -> assertThat(main("mariadb").isDisabled()).isTrue());

    robot.fire("#connectAll");

    assertThat(engine.sent).containsExactly("connect oracle");
    assertThat(stage.getTitle()).isEqualTo("Signalbox – PRODUCTION – 1 of 3 connected");
  }

  @Test
  void closingAndQuittingAskTheEngine() {
    robot.press(KeyCode.CONTROL, KeyCode.W);
    robot.press(KeyCode.CONTROL, KeyCode.Q);
    WindowRobot.onFxThread(
        () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));

    assertThat(engine.sent)
        .containsExactly("shutdown WindowClosed", "shutdown Quit", "shutdown WindowClosed");
    assertThat(stage.isShowing()).isTrue();
  }

  @Test
  void f1ShowsTheKeysAndEscapeClosesThem() {
    robot.press(KeyCode.F1);
    assertThat(robot.lookup("#keys", Node.class).isVisible()).isTrue();

    robot.press(KeyCode.ESCAPE);

    assertThat(robot.lookup("#keys", Node.class).isVisible()).isFalse();
  }

  @Thorough
  @Test
  void f6GoesThroughTheRegions() {
    arm();
    eventually(() -> assertThat(relayButton().isDisabled()).isFalse());
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT1);

    robot.press(KeyCode.F6);
    assertThat(robot.lookup("#page #main", Node.class).isFocused()).isTrue();
    robot.press(KeyCode.F6);
    assertThat(robot.lookup(".log-list", Node.class).isFocused()).isTrue();
    robot.press(KeyCode.F6);
    assertThat(robot.lookup(".object-list", Node.class).isFocused()).isTrue();
    robot.press(KeyCode.SHIFT, KeyCode.F6);

    assertThat(robot.lookup(".log-list", Node.class).isFocused()).isTrue();
  }

  @Test
  void whyPollingCannotStartIsSaidWhenItsKeyIsPressed() {
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);

    assertThat(engine.sent).isEmpty();
    assertThat(robot.isThere("Not done: Polling is locked in production: arm it first")).isTrue();
  }

  @Test
  void oneKeyMakesTheLogTheWholeWindowAndBack() {
    Node list = robot.lookup(".object-list", Node.class);
    robot.press(KeyCode.F9);
    assertThat(list.getScene()).isNull();
    assertThat(robot.lookup(".log-list", Node.class).isFocused()).isTrue();

    robot.press(KeyCode.F9);

    assertThat(list.getScene()).isEqualTo(stage.getScene());
    assertThat(list.isFocused()).isTrue();
  }

  @Thorough
  @Test
  void whatLiesOverTheWindowKeepsTheKeyboardAndGivesItBack() {
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    robot.press(KeyCode.F1);
    robot.press(KeyCode.TAB);
    robot.press(KeyCode.SPACE);
    robot.press(KeyCode.ENTER);
    assertThat(engine.sent).isEmpty();

    robot.press(KeyCode.ESCAPE);

    assertThat(robot.lookup(".object-list", Node.class).isFocused()).isTrue();
  }

  private void arm() {
    engine.program.show(
        new ProgramSnapshot(
            new ProgramState.Open(), List.of(), Optional.of(States.NOW.plusSeconds(600))));
  }

  private Button main(String endpoint) {
    return robot.lookup("#connection-" + endpoint + " #main", Button.class);
  }

  private Button relayButton() {
    return robot.lookup("#relay-txlog #main", Button.class);
  }
}
