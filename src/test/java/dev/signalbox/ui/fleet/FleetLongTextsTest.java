package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.fleet.EngineScript.engine;
import static dev.signalbox.ui.fleet.EngineScript.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.ui.CutTexts;
import dev.signalbox.ui.LongerTexts;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.States;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.workspace.WorkspaceFile;
import dev.signalbox.ui.workspace.ZoomPane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** In a language whose texts are longer no word of the fleet's window is cut, at no zoom. */
@ExtendWith(ApplicationExtension.class)
class FleetLongTextsTest {
  private static final List<Look> LOOKS =
      List.of(
          new Look(1280, 800, 100),
          new Look(960, 600, 100),
          new Look(960, 600, 130),
          // As narrow as the content ever is.
          new Look(960, 800, 160),
          new Look(960, 600, 200));

  private record Look(double width, double height, int zoom) {}

  private final ScriptedFleet fleet = new ScriptedFleet();
  private final ScriptedConsole clock = new ScriptedConsole("", false);
  private final WindowRobot robot = new WindowRobot();
  private final SoftAssertions soft = new SoftAssertions();
  private FleetWindow window;
  private Stage stage;

  @Start
  void open(Stage given) {
    stage = given;
    Instant then = States.ago(Duration.ofHours(1));
    fleet.show(
        running("a"),
        running("b").presence(new Presence.Gone(then, Optional.empty())),
        running("c").presence(new Presence.Silent(then)).version("2.0.0"),
        running("d").presence(new Presence.Ended(then)),
        engine("e").relay("e", "Stalled", Optional.empty()).production(),
        engine("f").relay("f", "Failed", Optional.of("gave up")),
        engine("g").relay("g", "Starting", Optional.empty()));
    fleet.outcome = _ -> CompletableFuture.completedStage(new Outcome.Refused("it is closing"));
    window =
        new FleetWindow(
            WindowRobot.small(stage),
            clock,
            fleet,
            new Actor("kurt", "console-3", "fleet window"),
            WorkspaceFile.none(),
            () -> {},
            new Texts(new LongerTexts()));
    window.show();
  }

  @AfterEach
  void close() {
    WindowRobot.onFxThread(window::close);
    fleet.close();
    clock.close();
  }

  @Test
  void noWordIsCut() {
    ListView<?> list = robot.lookup("#engineList", ListView.class);
    eventually(() -> assertThat(list.getItems().size()).isGreaterThan(7));
    look("list");
    robot.fire("#bulkStop");
    look("question");
    WindowRobot.onFxThread(() -> robot.lookup("#bulkTyped", TextField.class).setText("3"));
    robot.fire("#bulkConfirm");
    eventually(() -> assertThat(robot.text("#bulkSummary")).startsWith("Stop polling"));
    look("result");
    robot.press(KeyCode.F1);
    look("keys");
    soft.assertAll();
  }

  private void look(String what) {
    for (Look look : LOOKS) {
      WindowRobot.onFxThread(
          () -> {
            ZoomPane root = (ZoomPane) stage.getScene().getRoot();
            root.setZoom(look.zoom());
            root.resize(look.width(), look.height());
            root.applyCss();
            root.layout();
            // The width of the room is known only by then, and decides on styles.
            root.applyCss();
            root.layout();
            CutTexts found = CutTexts.below(root);
            soft.assertThat(found.looked()).as("texts, %s, %s", what, look).isGreaterThan(20);
            soft.assertThat(found.cut()).as("%s, %s", what, look).isEmpty();
          });
    }
  }
}
