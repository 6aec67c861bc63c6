package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.past.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What was: the history, the incident that is open, and what is handed over. */
@ExtendWith(ApplicationExtension.class)
class PastWindowTest {
  private static final Subject ORACLE = Subject.connection("oracle");

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();
  private final FxRobot mouse = new FxRobot();

  @Start
  void open(Stage stage) {
    for (Instant at = minutes(20); !at.isAfter(States.NOW); at = at.plusSeconds(1)) {
      if (at.isBefore(minutes(12)) || at.isAfter(minutes(11))) {
        engine.samples.watch(at);
        engine.samples.record(ORACLE, Measure.LATENCY, at.minusSeconds(1), at, 7);
      }
    }
    say(minutes(19), "Connected");
    say(minutes(6), "Stale");
    engine.show(States.MARIADB, States.failed());
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  private static Instant minutes(long ago) {
    return States.ago(Duration.ofMinutes(ago));
  }

  private void say(Instant at, String word) {
    engine.history.record(
        new Transition(ORACLE, at, "", word, Optional.of("silence"), Optional.empty()));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theHistoryIsWalkedThroughByKeys() {
    eventually(() -> assertThat(robot.isThere("#connection-oracle")).isTrue());
    robot.choose("Oracle");
    robot.press(KeyCode.F7);
    eventually(() -> assertThat(robot.isThere("#strip-connection-oracle")).isTrue());
    eventually(
        () ->
            assertThat(rows().getItems())
                .extracting(Segment::word)
                .containsExactly("Stale", "Connected", "", "Connected"));
    eventually(() -> assertThat(robot.isThere(".plot-title")).isTrue());

    robot.press(KeyCode.LEFT);
    assertThat(robot.text("#readout")).startsWith("No reply · ").contains("silence");
    robot.press(KeyCode.LEFT);
    robot.press(KeyCode.LEFT);
    assertThat(robot.text("#readout")).startsWith("Asleep · ").contains("0:01:0");

    robot.press(KeyCode.T);
    assertThat(rows().isVisible()).isTrue();
    robot.press(KeyCode.DIGIT6);
    eventually(() -> assertThat(rows().getItems().getLast().word()).isEmpty());
    assertThat(robot.lookup("#range-6", ToggleButton.class).isSelected()).isTrue();
    robot.press(KeyCode.F7);
    assertThat(robot.isThere("#page")).isTrue();
    assertThat(robot.isThere("#readout")).isFalse();
  }

  @Test
  void aMomentIsShownInTheListAndTheLogAndNothingCanBeAskedMeanwhile() {
    engine.journal.append(
        minutes(5), Severity.WARN, ORACLE, "It is as silent as before", Optional.empty());
    engine.journal.append(minutes(0), Severity.INFO, ORACLE, "It is now", Optional.empty());
    eventually(() -> assertThat(robot.isThere("#connection-oracle")).isTrue());
    robot.choose("Oracle");
    String name = robot.text("#page #name");
    robot.press(KeyCode.F7);
    eventually(() -> assertThat(rows().getItems()).hasSize(4));
    double place = y("#objectList");

    robot.press(KeyCode.LEFT);
    eventually(
        () -> assertThat(robot.text("#stamp")).startsWith("As it was at ").endsWith(", 6 min ago"));
    assertThat(robot.lookup("#stamp", Node.class).getParent().isVisible()).isTrue();
    assertThat(y("#objectList")).isEqualTo(place);
    assertThat(robot.text("#connection-oracle #word")).isEqualTo("No reply");
    assertThat(robot.text("#connection-oracle #since")).isEqualTo("down 0:00:00");
    assertThat(robot.text("#summary")).matches("At \\d+:08:07: 0 of 3 connected, 2 not known");
    eventually(
        () ->
            assertThat(robot.text("#incidentDetail")).matches("As it was at \\d+:08:07 · silence"));
    assertThat(robot.text("#incidentTitle")).contains("Oracle").endsWith("for 0:00:00");
    assertThat(robot.lookup("#incidentMute", Node.class).isDisabled()).isTrue();
    robot.press(KeyCode.LEFT);
    eventually(() -> assertThat(robot.text("#connection-oracle #word")).isEqualTo("Connected"));
    assertThat(robot.text("#connection-mariadb #word")).isEqualTo("Not recorded");
    assertThat(robot.text("#summary")).matches("At .*: 1 of 3 connected, 2 not known");
    eventually(() -> assertThat(robot.text("#incidentTitle")).isEqualTo("Nothing was down"));
    assertThat(robot.text("#incidentDetail")).startsWith("As it was at ");
    assertThat(y("#objectList")).isEqualTo(place);
    assertThat(robot.text("#connection-oracle #main")).isEqualTo("Locked");
    assertThat(robot.lookup("#retryAll", Node.class).isDisabled()).isTrue();
    eventually(() -> assertThat(robot.text("#detailText")).contains("as silent as before"));

    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    eventually(() -> assertThat(robot.text("#message")).startsWith("Not done: what is shown is"));
    assertThat(engine.sent).isEmpty();
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#stamp", Node.class).getParent().isVisible()).isFalse();
    assertThat(robot.text("#connection-mariadb #main")).isEqualTo("Retry");
    assertThat(robot.text("#summary")).isEqualTo("0 of 3 connected");
    eventually(() -> assertThat(robot.text("#incidentTitle")).contains("down since"));
    assertThat(robot.lookup("#incidentMute", Node.class).isDisabled()).isFalse();
    assertThat(robot.lookup("#follow", ToggleButton.class).isSelected()).isTrue();
    robot.fire("#retryAll");
    assertThat(engine.sent).contains("connect mariadb");

    mouse.clickOn(robot.lookup("#strip-connection-oracle Canvas", Node.class));
    eventually(() -> assertThat(robot.text("#stamp")).startsWith("As it was at "));
    robot.fire("#backToNow");
    assertThat(robot.lookup("#stamp", Node.class).getParent().isVisible()).isFalse();
    robot.press(KeyCode.LEFT);
    eventually(() -> assertThat(robot.text("#stamp")).startsWith("As it was at "));
    robot.press(KeyCode.F7);
    assertThat(robot.text("#stamp")).isEmpty();
    assertThat(robot.text("#page #name")).isEqualTo(name);
  }

  @Thorough
  @Test
  void theLogOfAStateOrOfATimeThatIsDrawnOverIsShownAlone() {
    log(10, "ten");
    log(5, "five");
    log(2, "two");
    LogInWindow log = new LogInWindow(engine, robot);
    eventually(() -> assertThat(robot.isThere("#connection-oracle")).isTrue());
    robot.choose("Oracle");
    robot.press(KeyCode.F7);
    eventually(() -> assertThat(rows().getItems()).hasSize(4));

    robot.press(KeyCode.LEFT);
    robot.press(KeyCode.L);
    log.shows("five", "two");
    robot.fire("#timeChip");
    log.shows("ten", "five", "two");
    robot.fire("#backToNow");

    Node strip = robot.lookup("#strip-connection-oracle Canvas", Node.class);
    Bounds place = strip.localToScreen(strip.getLayoutBounds());
    double minute = place.getWidth() / 15;
    double middle = place.getCenterY();
    robot.drag(place.getMaxX() - 8 * minute, middle, place.getMaxX() - 12 * minute, middle);
    log.shows("ten");
    assertThat(robot.text("#stamp")).isEmpty();
  }

  private void log(long ago, String words) {
    engine.journal.append(minutes(ago), Severity.INFO, ORACLE, words, Optional.empty());
  }

  private double y(String query) {
    return robot.lookup(query, Node.class).localToScene(0, 0).getY();
  }

  @SuppressWarnings("unchecked")
  private TableView<Segment> rows() {
    return (TableView<Segment>) robot.lookup("#segments", TableView.class);
  }

  @Test
  void whatIsOpenIsOnACardAndInTheHandover() {
    eventually(
        () ->
            assertThat(robot.text("#incidentTitle"))
                .startsWith("Oracle at ora-7.rail.example: down since "));
    assertThat(robot.text("#incidentDetail")).contains("silence").contains("one more incident");
    robot.fire("#incidentCopy");
    assertThat(WindowRobot.clipboard()).contains("Oracle at").contains("MariaDB at");

    say(minutes(1), "Connected");
    eventually(
        () -> assertThat(robot.text("#incidentTitle")).startsWith("MariaDB at db-2.rail.example"));

    robot.press(KeyCode.CONTROL, KeyCode.H);
    TextInputControl text = robot.lookup("#handoverText", TextInputControl.class);
    eventually(
        () ->
            assertThat(text.getText())
                .contains("- **MariaDB at db-2.rail.example** down since")
                .contains("- **Oracle at ora-7.rail.example** ")
                .contains("the computer slept"));
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#handover", Node.class).isVisible()).isFalse();
  }

  @Test
  void theCardTellsHowManyRowsWaitForWhatIsHeld() {
    engine.tools.backlog =
        new Answer.Given<>(
            new Backlog(new PositionPlan.Count(4_318, false), Optional.of(Duration.ofMinutes(2))));
    engine.show(States.ORACLE, States.connected());
    engine.show(States.MARIADB, States.connected());
    engine.show(States.NATS, States.stale());
    engine.history.record(
        new Transition(
            Subject.relay("txlog"),
            States.ago(Duration.ofSeconds(8)),
            "",
            "Paused",
            Optional.empty(),
            Optional.empty()));

    eventually(
        () -> {
          assertThat(robot.text("#incidentTitle")).startsWith("NATS at ");
          assertThat(robot.text("#incidentDetail"))
              .startsWith("Holds txlog · rows waiting: about 4,300 · ");
        });
    robot.fire("#incidentCopy");
    assertThat(WindowRobot.clipboard()).contains("rows waiting: about 4,300");
  }

  @Thorough
  @Test
  void whatIsMutedIsToldAsThatAndNoMore() {
    say(minutes(1), "Connected");
    eventually(
        () -> assertThat(robot.text("#incidentTitle")).startsWith("MariaDB at db-2.rail.example"));
    assertThat(robot.lookup("#incidentLift", Node.class).isVisible()).isFalse();

    robot.fire("#incidentMute");
    eventually(() -> assertThat(robot.text("#incidentTitle")).startsWith("Muted: MariaDB, until "));
    assertThat(robot.lookup("#incidentDetail", Node.class).isVisible()).isFalse();
    robot.fire("#incidentLift");
    eventually(() -> assertThat(robot.text("#incidentTitle")).contains("down since"));

    robot.choose("MariaDB");
    robot.press(KeyCode.CONTROL, KeyCode.M);
    assertThat(robot.text("#muteTitle")).isEqualTo("Mute MariaDB");
    WindowRobot.onFxThread(() -> robot.lookup("#muteFrom", TextInputControl.class).setText("soon"));
    robot.fire("#mutePlan");
    assertThat(robot.text("#muteProblem")).startsWith("That is no time");
    WindowRobot.onFxThread(
        () -> {
          robot.lookup("#muteFrom", TextInputControl.class).setText("22:00");
          robot.lookup("#muteTo", TextInputControl.class).setText("23:30");
        });
    robot.fire("#mutePlan");
    assertThat(robot.lookup("#mute", Node.class).isVisible()).isFalse();
    assertThat(robot.text("#incidentTitle")).contains("down since");

    robot.press(KeyCode.CONTROL, KeyCode.M);
    assertThat(robot.text("#muteStanding")).startsWith("To be muted from ");
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(robot.text("#incidentTitle")).startsWith("Muted: MariaDB, until "));
    robot.press(KeyCode.CONTROL, KeyCode.M);
    assertThat(robot.text("#muteStanding")).startsWith("Muted until ");
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#mute", Node.class).isVisible()).isFalse();
  }
}
