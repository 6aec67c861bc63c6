package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.WindowRobot.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Verdict;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.console.NextRows;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.console.PositionPlan.Count;
import dev.signalbox.console.RelayPosition;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.testing.Thorough;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The page of a relay: what waits for it, and what can be asked of it. */
@ExtendWith(ApplicationExtension.class)
class RelayPageWindowTest {
  private static final Position ROW = new Position("2026-03-02T10:14:05.000000000", "4711");

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();

  @Start
  void open(Stage stage) {
    engine.tools.backlog =
        new Answer.Given<>(
            new Backlog(new Count(4_318, false), Optional.of(Duration.ofSeconds(134))));
    engine.tools.position =
        new Answer.Given<>(
            Optional.of(new RelayPosition(Optional.of(ROW), 12, Optional.of("held by relay-7"))));
    engine.tools.history = new Answer.Given<>(List.of());
    engine.tools.plan =
        new Answer.Given<>(
            new PositionPlan(
                "beginning",
                Optional.of(ROW),
                Optional.empty(),
                new Count(12, false),
                new Count(0, false),
                false,
                Optional.empty()));
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void choose(RelayState state) {
    engine.show(state);
    robot.choose("txlog");
    eventually(() -> assertThat(robot.text("#page #name")).isEqualTo("txlog"));
  }

  private void open(String tool) {
    onFxThread(() -> robot.lookup("#tool-" + tool, TitledPane.class).setExpanded(true));
  }

  @Test
  void whatWaitsIsAskedSeldomAndShownWithTheLease() {
    choose(States.running());

    eventually(() -> assertThat(robot.text("#page #waiting")).isEqualTo("about 4,300"));
    assertThat(robot.text("#page #catchUp")).isEqualTo("0:00:04");
    assertThat(robot.text("#page #lease")).isEqualTo("held by relay-7");
    assertThat(robot.text("#page #inFlight")).isEqualTo("37");
    assertThat(robot.text("#page #mayRepeat")).isEqualTo("171");
    long first = asked("backlog");
    engine.moveTime(Duration.ofSeconds(59));
    eventually(() -> assertThat(robot.text("#page #backlogNote")).contains("59 s ago"));
    assertThat(asked("backlog")).isEqualTo(first);
    engine.moveTime(Duration.ofSeconds(1));
    eventually(() -> assertThat(asked("backlog")).isEqualTo(first + 1));
    robot.fire("#page #count");
    assertThat(asked("backlog")).isEqualTo(first + 2);
  }

  private long asked(String question) {
    return engine.tools.asked.stream().filter(question::equals).count();
  }

  @Test
  void aPositionIsSetOnlyOnceItWasCountedOutAndConfirmed() {
    choose(new RelayState.Stopped(States.NOW));
    open("position");
    eventually(() -> assertThat(robot.text("#tool-position #present")).contains("12 rows relayed"));
    assertThat(robot.text("#tool-position #reason")).isEqualTo("Count first what that means");
    assertThat(robot.lookup("#tool-position #set", Button.class).isDisabled()).isTrue();

    onFxThread(() -> robot.lookup("#positionTarget", TextField.class).setText("beginning"));
    robot.fire("#tool-position #run");
    eventually(() -> assertThat(robot.text("#tool-position #planned")).contains("has them: 12"));
    robot.fire("#tool-position #set");
    assertThat(engine.sent).isEmpty();
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.isThere(".question")).isFalse();

    robot.fire("#tool-position #set");
    robot.fire(".question .danger");

    eventually(() -> assertThat(engine.sent).containsExactly("setPosition txlog beginning"));
    eventually(() -> assertThat(robot.isThere("The position is the beginning")).isTrue());
    assertThat(engine.tools.asked).contains("plan beginning", "history 10");
  }

  @Thorough
  @Test
  void aQuestionIsGoneWhenTheRelayStarts() {
    choose(new RelayState.Stopped(States.NOW));
    open("position");
    onFxThread(() -> robot.lookup("#positionTarget", TextField.class).setText("beginning"));
    robot.fire("#tool-position #run");
    robot.fire("#tool-position #set");
    assertThat(robot.isThere(".question")).isTrue();

    engine.show(States.running());

    eventually(() -> assertThat(robot.isThere(".question")).isFalse());
    assertThat(robot.text("#tool-position #reason")).isEqualTo("Stop polling first");
    assertThat(robot.lookup("#tool-position #set", Button.class).isDisabled()).isTrue();
  }

  @Test
  void aRefusalIsShownInItsPlace() {
    engine.answer = CompletableFuture.completedStage(new Verdict.Refused("arm it first"));
    engine.tools.lease =
        new Answer.Given<>(new LeaseHolding(Optional.of("held by relay-4"), true, false));
    choose(new RelayState.Stopped(States.NOW));
    open("lease");
    robot.fire("#tool-lease #run");
    eventually(() -> assertThat(robot.text("#tool-lease #holder")).contains("held by relay-4"));

    robot.fire("#tool-lease #take");
    robot.fire(".question .danger");

    eventually(() -> assertThat(robot.isThere("Not done: arm it first")).isTrue());
    assertThat(engine.sent).containsExactly("takeOver txlog");
  }

  @Test
  void rowsThatAreMissingAreStoredAgainOnceThatIsConfirmed() {
    choose(new RelayState.Stopped(States.NOW));
    open("verify");
    robot.fire("#tool-verify #run");
    engine.tools.tell(new VerifyNews.Compared(1_000, ROW));
    eventually(() -> assertThat(robot.isThere("Compared 1,000 rows, up to " + ROW)).isTrue());
    assertThat(robot.lookup("#tool-verify #cancel", Button.class).isVisible()).isTrue();

    engine.tools.tell(
        new VerifyNews.Ended(
            new Answer.Given<>(
                new VerifyNews.Result(5_000, Optional.of(ROW), 0, 0, List.of(ROW), true, 9))));
    eventually(
        () ->
            assertThat(robot.lookup("#missingRows", TextArea.class).getText())
                .isEqualTo(ROW.toString()));
    robot.fire("#sendAgain");
    assertThat(robot.isThere(".question .danger")).isTrue();
    engine.show(States.running());
    eventually(() -> assertThat(robot.isThere(".question .danger")).isFalse());
    assertThat(robot.lookup("#sendAgain", Button.class).isDisabled()).isTrue();

    engine.show(new RelayState.Stopped(States.NOW));
    eventually(() -> assertThat(robot.lookup("#sendAgain", Button.class).isDisabled()).isFalse());
    robot.fire("#sendAgain");
    robot.fire(".question .danger");

    eventually(() -> assertThat(engine.sent).containsExactly("republish txlog"));
    eventually(
        () -> assertThat(robot.lookup("#missingRows", TextArea.class).isVisible()).isFalse());
  }

  @Thorough
  @Test
  void aComparisonThatIsCalledOffSaysNothingMore() {
    choose(States.running());
    open("verify");
    robot.fire("#tool-verify #run");
    robot.fire("#tool-verify #cancel");

    engine.tools.tell(new VerifyNews.Ended(new Answer.Refused<>("late")));

    assertThat(robot.isThere("Called off")).isTrue();
    assertThat(robot.lookup("#tool-verify #run", Button.class).isDisabled()).isFalse();
  }

  @Test
  void theNextRowsAreListedAndOneIsShownInFull() {
    engine.tools.preview =
        new Answer.Given<>(
            new NextRows(
                Optional.of(ROW),
                List.of(new NextRows.Message("txlog.events", Map.of(), "{\"ID\":4712}")),
                false,
                ""));
    choose(States.running());
    open("preview");
    robot.fire("#tool-preview #run");

    eventually(
        () ->
            assertThat(robot.lookup("#tool-preview #rows", ListView.class).getItems().size())
                .isEqualTo(1));
    assertThat(robot.lookup("#tool-preview #row", TextArea.class).getText())
        .isEqualTo("txlog.events\n{\"ID\":4712}");
  }

  @Thorough
  @Test
  void whyThereIsNoPreviewIsShownInItsPlaceAndCanBeCopied() {
    engine.tools.preview = new Answer.Failed<>(States.SILENT);
    choose(States.running());
    open("preview");
    robot.fire("#tool-preview #run");

    eventually(() -> assertThat(robot.isThere("#tool-preview .tool-message .button")).isTrue());
    robot.fire("#tool-preview .tool-message .button");

    assertThat(WindowRobot.clipboard()).isEqualTo(States.SILENT.details());
  }
}
