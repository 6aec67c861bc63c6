package dev.signalbox.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ui.start.StartPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class StartPageTest {
  private static final Path HERE = Path.of("/srv/relay/signalbox.yaml");
  private static final Path HOME = Path.of("/home/operator/.config/signalbox/signalbox.yaml");

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final FxRobot robot = new FxRobot();
  private final List<String> actions = new CopyOnWriteArrayList<>();
  private MainWindow window;
  private Stage stage;

  @Start
  void open(Stage given) {
    stage = given;
    window = new MainWindow(WindowRobot.usual(stage), engine);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theFirstRunSaysWhereItLookedAndOffersAnExample() {
    show(
        new StartPage.FirstRun(
            List.of(HERE, HOME), "environment: staging\n", HOME, Optional.of("Permission denied")));

    assertThat(robot.lookup(HERE.toString()).tryQuery()).isPresent();
    assertThat(robot.lookup(HOME.toString()).tryQuery()).isPresent();
    assertThat(robot.lookup("Permission denied").tryQuery()).isPresent();
    assertThat(robot.lookup("#example").queryAs(TextArea.class).getText())
        .isEqualTo("environment: staging\n");
    robot
        .clickOn("Create " + HOME)
        .clickOn("Try again")
        .clickOn("Add a connection…")
        .clickOn("Quit");
    assertThat(actions).containsExactly("create", "retry", "add", "quit");
  }

  @Test
  void everyProblemIsListedWithItsPlaceAndRemedy() {
    show(
        new StartPage.Unusable(
            HERE,
            List.of(
                new StartPage.Problem(
                    4, "connections.oracle.pasword", "unknown key", "Did you mean “password”?"),
                new StartPage.Problem(0, "", "the file is empty", ""))));

    assertThat(robot.lookup("Line 4  connections.oracle.pasword").tryQuery()).isPresent();
    assertThat(robot.lookup("unknown key").tryQuery()).isPresent();
    assertThat(robot.lookup("Did you mean “password”?").tryQuery()).isPresent();
    assertThat(robot.lookup("Whole file").tryQuery()).isPresent();
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    assertThat(actions).containsExactly("retry");
    robot.clickOn("Copy");
    assertThat(
            WaitForAsyncUtils.waitForAsyncFx(
                30_000, () -> Clipboard.getSystemClipboard().getString()))
        .contains(HERE + ":4: connections.oracle.pasword unknown key");
  }

  @Test
  void closingTheWindowQuits() {
    show(new StartPage.Unusable(HERE, List.of()));

    WaitForAsyncUtils.waitForAsyncFx(
        30_000, () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));

    assertThat(actions).containsExactly("quit");
  }

  private void show(StartPage page) {
    WaitForAsyncUtils.waitForAsyncFx(30_000, () -> window.showStart(page, new RecordedActions()));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private final class RecordedActions implements StartPage.Actions {
    @Override
    public void retry() {
      actions.add("retry");
    }

    @Override
    public void create() {
      actions.add("create");
    }

    @Override
    public void add() {
      actions.add("add");
    }

    @Override
    public void quit() {
      actions.add("quit");
    }
  }
}
