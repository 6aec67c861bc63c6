package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.Workspace.Bounds;
import dev.signalbox.ui.workspace.WorkspaceFile;
import dev.signalbox.ui.workspace.ZoomPane;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** A window opens as the last one was left, wherever it can be seen there. */
@ExtendWith(ApplicationExtension.class)
class RestoredWindowTest {
  private static final String FILE = "window.properties";
  private static final long SOON = 20_000;

  @TempDir private Path folder;

  private final WindowRobot robot = new WindowRobot();
  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private Stage stage;
  private MainWindow window;

  @AfterEach
  void close() {
    WindowRobot.onFxThread(stage::hide);
    engine.close();
  }

  @BeforeEach
  void make() {
    stage = WaitForAsyncUtils.waitForAsyncFx(SOON, () -> new Stage());
    window = WaitForAsyncUtils.waitForAsyncFx(SOON, () -> new MainWindow(stage, engine));
  }

  private void open() {
    engine.workspace = WorkspaceFile.open(folder);
    WindowRobot.onFxThread(() -> window.showConsole(engine.window()));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private ZoomPane zoom() {
    return (ZoomPane) stage.getScene().getRoot();
  }

  private double divider(String pane) {
    return robot.lookup(pane, SplitPane.class).getDividerPositions()[0];
  }

  @Test
  void whatWasArrangedIsThereAgain() {
    open();
    WindowRobot.onFxThread(
        () -> {
          stage.setX(10);
          stage.setY(30);
          stage.setWidth(980);
          stage.setHeight(700);
        });
    eventually(() -> assertThat(stage.getScene().getWidth()).isEqualTo(980));
    WindowRobot.onFxThread(
        () -> {
          robot.lookup("#upper", SplitPane.class).setDividerPositions(0.56);
          robot.lookup("#outer", SplitPane.class).setDividerPositions(0.55);
          zoom().setZoom(90);
          window.theme().choose(Theme.Choice.DARK);
        });
    eventually(() -> assertThat(divider("#upper")).isCloseTo(0.56, within(0.02)));
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
    WindowRobot.onFxThread(
        () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    Workspace left = engine.workspace.remembered();
    assertThat(left).isEqualTo(Workspace.DEFAULT);
    await()
        .untilAsserted(
            () -> {
              Workspace saved = WorkspaceFile.open(folder).remembered();
              assertThat(saved.theme()).isEqualTo(Theme.Choice.DARK);
              assertThat(saved.objectsDivider()).isCloseTo(0.56, within(0.02));
            });
    WindowRobot.onFxThread(stage::hide);

    make();
    open();
    assertThat(new Bounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()))
        .isEqualTo(new Bounds(10, 30, 980, 700));
    assertThat(zoom().zoom()).isEqualTo(90);
    assertThat(window.theme().choice()).isEqualTo(Theme.Choice.DARK);
    assertThat(robot.lookup("#dense", ToggleButton.class).isSelected()).isTrue();
    eventually(() -> assertThat(divider("#upper")).isCloseTo(0.56, within(0.02)));
    eventually(() -> assertThat(divider("#outer")).isCloseTo(0.55, within(0.02)));
  }

  /** Beyond all screens, above them, without an extent, without any bound. */
  @Thorough
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-5000.0 40.0 1280.0 800.0",
        "90000.0 90000.0 1280.0 800.0",
        "100.0 -700.0 1280.0 800.0",
        "100.0 100.0 -1280.0 -800.0",
        "100.0 100.0 3.0 2.0",
        "20.0 20.0 1.0E9 1.0E9",
        "1.0E308 1.0E308 1.0E308 1.0E308"
      })
  void aPlaceThatCannotBeSeenIsNotTakenAndTheRestIs(String bounds) throws Exception {
    Files.writeString(
        folder.resolve(FILE),
        """
        bounds=%s
        zoom=5000
        objects.divider=7
        log.divider=-3
        theme=LIGHT
        dense=true
        """
            .formatted(bounds));
    open();

    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    assertThat(stage.getX() + 120).isBetween(screen.getMinX(), screen.getMaxX());
    assertThat(stage.getY()).isBetween(screen.getMinY(), screen.getMaxY() - 24);
    assertThat(stage.getWidth()).isBetween(960.0, screen.getWidth());
    assertThat(stage.getHeight()).isBetween(600.0, screen.getHeight());
    assertThat(zoom().zoom()).isEqualTo(Workspace.MOST_ZOOM);
    assertThat(window.theme().choice()).isEqualTo(Theme.Choice.LIGHT);
    assertThat(robot.lookup("#dense", ToggleButton.class).isSelected()).isTrue();
    eventually(() -> assertThat(robot.isThere("#connection-oracle")).isTrue());
    assertThat(robot.lookup("#list", ListView.class).getHeight()).isGreaterThan(20);
  }
}
