package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.testing.Extent;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.start.StartPage;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.workspace.ZoomPane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** In a language whose texts are longer no word is cut, in no window and at no zoom. */
@ExtendWith(ApplicationExtension.class)
class LongTextsTest {
  private static final List<Look> LOOKS =
      List.of(
          new Look(1280, 800, 100),
          new Look(960, 600, 100),
          new Look(1280, 800, 80),
          new Look(1280, 800, 200),
          new Look(2560, 1440, 80),
          new Look(2560, 1440, 200));
  private static final Subject TXLOG = Subject.relay("txlog");

  private record Look(double width, double height, int zoom) {}

  private final ScriptedConsole engine = new ScriptedConsole("production", true);
  private final ScriptedConfiguring configuring =
      new ScriptedConfiguring(ConfiguredExample.CONFIGURED);
  private final WindowRobot robot = new WindowRobot();
  private final SoftAssertions soft = new SoftAssertions();
  private Stage stage;
  private MainWindow window;

  @Start
  void open(Stage given) {
    stage = WindowRobot.small(given);
    engine.configuring = configuring;
    for (Instant at = States.NOW.minusSeconds(60);
        at.isBefore(States.NOW);
        at = at.plusSeconds(1)) {
      engine.samples.watch(at);
      for (Measure measure : Measure.values()) {
        engine.samples.record(TXLOG, measure, at.minusSeconds(1), at, 1_204);
      }
    }
    for (Severity severity : Severity.values()) {
      engine.journal.append(States.NOW, severity, TXLOG, "says " + severity, Optional.of("more"));
    }
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.waiting());
    engine.show(States.MARIADB, States.failed());
    engine.show(new RelayState.Paused(States.ago(Duration.ofMinutes(9)), "Oracle does not reply"));
    window = new MainWindow(stage, engine, new Texts(new LongerTexts()));
    window.showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Thorough
  @Test
  void noWordIsCut() {
    for (Look look : Extent.ofThisRun().inTurn(LOOKS, LOOKS.size())) {
      arrange(look);
      for (String name : List.of("NATS", "Oracle", "MariaDB")) {
        robot.choose(name);
        look(look, name);
      }
      robot.choose("txlog");
      for (String tool : List.of("preview", "verify", "position", "lease")) {
        WindowRobot.onFxThread(
            () -> robot.lookup("#tool-" + tool, TitledPane.class).setExpanded(true));
      }
      look(look, "relay");
      robot.press(KeyCode.F7);
      eventually(() -> assertThat(robot.isThere(".plot-title")).isTrue());
      look(look, "history");
      robot.press(KeyCode.LEFT);
      look(look, "past");
      robot.press(KeyCode.T);
      look(look, "table");
      robot.press(KeyCode.T);
      robot.press(KeyCode.F4);
      look(look, "plan");
      robot.press(KeyCode.F4);
      for (KeyCode over : List.of(KeyCode.H, KeyCode.M, KeyCode.COMMA, KeyCode.K)) {
        robot.press(KeyCode.CONTROL, over);
        look(look, "over it " + over);
        robot.press(KeyCode.ESCAPE);
      }
      robot.press(KeyCode.F1);
      look(look, "keys");
      robot.press(KeyCode.F1);
    }
    close(LOOKS.get(1));
    soft.assertAll();
  }

  @Test
  void noWordOfTheStartPageIsCut() {
    for (StartPage page : List.of(StartPages.FIRST_RUN, StartPages.UNUSABLE)) {
      WindowRobot.onFxThread(() -> window.showStart(page, StartPages.NOTHING));
      for (Look look : List.of(new Look(1280, 800, 100), new Look(960, 600, 100))) {
        resize(look);
        look(look, page.getClass().getSimpleName(), 5);
      }
    }
    soft.assertAll();
  }

  private void close(Look small) {
    arrange(small);
    engine.show(States.stopping(Duration.ofSeconds(2)));
    engine.program.show(States.closingForThreeSeconds());
    eventually(() -> assertThat(robot.lookup("#force", Node.class).isVisible()).isTrue());
    look(small, "closing");
  }

  private void arrange(Look look) {
    // Where a card more would leave no row of the list, there is none.
    configuring.changed.show(look.zoom() <= 100);
    WindowRobot.onFxThread(() -> ((ZoomPane) stage.getScene().getRoot()).setZoom(look.zoom()));
    resize(look);
  }

  /** Of what fills the window, whose own size the screen bounds. */
  private void resize(Look look) {
    WindowRobot.onFxThread(() -> stage.getScene().getRoot().resize(look.width(), look.height()));
    WaitForAsyncUtils.waitForFxEvents();
    WindowRobot.onFxThread(stage.getScene().getRoot()::layout);
  }

  private void look(Look look, String what) {
    look(look, what, 20);
  }

  private void look(Look look, String what, int least) {
    WindowRobot.onFxThread(
        () -> {
          Parent root = stage.getScene().getRoot();
          root.resize(look.width(), look.height());
          root.applyCss();
          root.layout();
          CutTexts found = CutTexts.below(root);
          soft.assertThat(found.looked()).as("texts, %s, %s", what, look).isGreaterThan(least);
          soft.assertThat(found.cut()).as("%s, %s", what, look).isEmpty();
        });
  }
}
