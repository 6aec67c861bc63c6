package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.console.TrialNews;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.testing.Extent;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.start.StartPage;
import dev.signalbox.ui.toolkit.Theme;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Whatever the window says can be read, in both themes, and stands still. */
@ExtendWith(ApplicationExtension.class)
class ContrastTest {
  private static final List<List<ConnectionState>> CONNECTIONS =
      List.of(
          List.of(States.connected(), States.stale(), States.failed()),
          List.of(States.connecting(), States.waiting(), States.off()),
          List.of(States.cancelling(), States.closing(), States.asking()));

  private static final List<Theme.Choice> THEMES = List.of(Theme.Choice.LIGHT, Theme.Choice.DARK);

  private final ScriptedConsole engine = new ScriptedConsole("production", true);
  private final ScriptedConfiguring configuring =
      new ScriptedConfiguring(ConfiguredExample.CONFIGURED);
  private final WindowRobot robot = new WindowRobot();
  private final SoftAssertions soft = new SoftAssertions();
  private Optional<MainWindow> window = Optional.empty();
  private Optional<Stage> shown = Optional.empty();

  @Start
  void open(Stage stage) {
    configuring.news = new TrialNews.Decided(States.of(States.ORACLE, States.failed()));
    engine.configuring = configuring;
    MainWindow opened = new MainWindow(WindowRobot.small(stage), engine);
    opened.showConsole(engine.window());
    window = Optional.of(opened);
    shown = Optional.of(stage);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Thorough
  @Test
  void everyTextStandsOutFromWhatLiesBehindIt() {
    for (Severity severity : Severity.values()) {
      engine.journal.append(
          States.NOW,
          severity,
          Subject.relay("txlog"),
          "says " + severity,
          Optional.of("at length"));
    }
    for (List<ConnectionState> states :
        Extent.ofThisRun().inTurn(CONNECTIONS, CONNECTIONS.size())) {
      engine.show(States.NATS, states.get(0));
      engine.show(States.ORACLE, states.get(1));
      engine.show(States.MARIADB, states.get(2));
      for (String name : List.of("NATS", "Oracle", "MariaDB")) {
        robot.choose(name);
        look(states.toString());
      }
    }
    for (RelayState state : List.of(States.running(), new RelayState.Stopped(States.NOW))) {
      engine.show(state);
      robot.choose("txlog");
      look(state.toString());
    }
    for (Severity severity : List.of(Severity.ERROR, Severity.WARN)) {
      robot.press(KeyCode.F8);
      look("chosen line, " + severity);
    }
    robot.press(KeyCode.F7);
    look("history");
    robot.press(KeyCode.LEFT);
    look("past");
    robot.press(KeyCode.F4);
    look("plan");
    WindowRobot.onFxThread(
        () ->
            robot
                .lookup("#plan", Node.class)
                .lookupAll(".plan-part")
                .iterator()
                .next()
                .requestFocus());
    look("plan, one part chosen");
    robot.press(KeyCode.F1);
    look("keys");
    robot.press(KeyCode.ESCAPE);
    robot.press(KeyCode.CONTROL, KeyCode.H);
    look("handover");
    robot.press(KeyCode.ESCAPE);
    robot.press(KeyCode.CONTROL, KeyCode.K);
    look("palette");
    robot.press(KeyCode.ESCAPE);
    lookAtSettings();
    engine.show(States.running());
    engine.program.show(States.closingForThreeSeconds());
    eventually(() -> assertThat(robot.lookup("#force", Node.class).isVisible()).isTrue());
    look("closing");
    soft.assertAll();
  }

  /** With what is wrong, with what a test has come to, and with a question. */
  private void lookAtSettings() {
    robot.choose("Oracle");
    robot.press(KeyCode.CONTROL, KeyCode.COMMA);
    eventually(() -> assertThat(robot.lookup("#settingsTest", Node.class).isDisabled()).isFalse());
    look("settings");
    robot.fire("#settingsTest");
    look("settings, tested");
    configuring.problems =
        List.of(new DraftProblem(DraftProblem.Field.ADDRESS, "not an address", "write //host"));
    WindowRobot.onFxThread(
        () -> robot.lookup("#draftAddress", TextField.class).setText("no address"));
    eventually(() -> assertThat(robot.text("#problem-ADDRESS")).startsWith("not an address"));
    look("settings, wrong");
    robot.press(KeyCode.ESCAPE);
    look("settings, discard?");
    robot.fire(".question .danger");
  }

  @Test
  void theStartPageStandsOutToo() {
    for (StartPage page : List.of(StartPages.FIRST_RUN, StartPages.UNUSABLE)) {
      WindowRobot.onFxThread(() -> window.orElseThrow().showStart(page, StartPages.NOTHING));
      look(page.getClass().getSimpleName());
    }
    soft.assertAll();
  }

  @Test
  void theRatioIsThatOfTheGuidelines() {
    assertThat(Contrast.ratio(Color.BLACK, Color.WHITE)).isEqualTo(21);
    assertThat(Contrast.ratio(Color.web("#777777"), Color.WHITE)).isBetween(4.47, 4.48);
  }

  private void look(String what) {
    for (Theme.Choice theme : Extent.ofThisRun().inTurn(THEMES, THEMES.size())) {
      WindowRobot.onFxThread(() -> window.orElseThrow().theme().choose(theme));
      WindowRobot.onFxThread(
          () -> {
            var root = shown.orElseThrow().getScene().getRoot();
            root.applyCss();
            root.layout();
            Contrast contrast = Contrast.below(root);
            soft.assertThat(contrast.looked()).as("texts, %s, %s", what, theme).isGreaterThan(5);
            soft.assertThat(contrast.tooFaint()).as("%s, %s", what, theme).isEmpty();
            soft.assertThat(root.lookupAll(".titled-pane"))
                .as("what unfolds, %s", what)
                .noneMatch(pane -> ((TitledPane) pane).isAnimated());
          });
    }
  }
}
