package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.ui.past.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What was: the history, the incident that is open, and what is handed over. */
@ExtendWith(ApplicationExtension.class)
class PastWindowTest {
  private static final Subject ORACLE = Subject.connection("oracle");

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();

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
