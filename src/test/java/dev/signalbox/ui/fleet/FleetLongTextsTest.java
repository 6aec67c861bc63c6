package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.ui.CutTexts;
import dev.signalbox.ui.LongerTexts;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.workspace.ZoomPane;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** In a language whose texts are longer no word of the fleet's window is cut, at no zoom. */
@ExtendWith(ApplicationExtension.class)
class FleetLongTextsTest extends FleetWindowTrial {
  private static final List<Look> LOOKS =
      List.of(
          new Look(1280, 800, 100),
          new Look(960, 600, 100),
          new Look(960, 600, 130),
          // As narrow as the content ever is.
          new Look(960, 800, 160),
          new Look(960, 600, 200));

  private record Look(double width, double height, int zoom) {}

  private final SoftAssertions soft = new SoftAssertions();

  FleetLongTextsTest() {
    super(new Texts(new LongerTexts()), inEachStanding());
  }

  @Start
  @Override
  void open(Stage given) {
    super.open(given);
  }

  @Test
  void noWordIsCut() {
    fleet.outcome = _ -> CompletableFuture.completedStage(new Outcome.Refused("it is closing"));
    eventually(() -> assertThat(list().getItems()).hasSizeGreaterThan(7));
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
