package dev.signalbox.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.ui.start.Outline;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** What is shown before there is an engine is true, and stays where it is once there is one. */
@ExtendWith(ApplicationExtension.class)
class OutlineWindowTest {
  private static final long SOON = 20_000;

  private final WindowRobot robot = new WindowRobot();
  private Optional<ScriptedConsole> engine = Optional.empty();
  private Optional<Stage> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(stage -> WindowRobot.onFxThread(stage::hide));
    engine.ifPresent(ScriptedConsole::close);
  }

  /** In the usual arrangement, in another one, and in production. */
  @ParameterizedTest
  @CsvSource({
    "staging, false, false, 100",
    "staging, false, true, 110",
    "production, true, false, 90"
  })
  void nothingJumpsWhenTheConsoleComes(
      String environment, boolean armingNeeded, boolean dense, int zoom) throws Exception {
    ScriptedConsole console = new ScriptedConsole(environment, armingNeeded);
    engine = Optional.of(console);
    Workspace workspace =
        new Workspace(
            Optional.empty(),
            false,
            0.55,
            0.6,
            dense,
            Theme.Choice.LIGHT,
            zoom,
            Workspace.DEFAULT.quiet());
    console.workspace = WorkspaceFile.of(workspace);
    Stage stage = WaitForAsyncUtils.waitForAsyncFx(SOON, () -> new Stage());
    opened = Optional.of(stage);
    MainWindow window =
        WaitForAsyncUtils.waitForAsyncFx(SOON, () -> new MainWindow(stage, console));
    CountDownLatch seen = new CountDownLatch(1);
    WindowRobot.onFxThread(
        () ->
            window.showOutline(
                new Outline(
                    environment,
                    armingNeeded,
                    List.of("txlog"),
                    List.of("NATS", "Oracle", "MariaDB")),
                workspace,
                seen::countDown));
    assertThat(seen.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
    Map<String, String> before = words();
    String title = stage.getTitle();
    assertThat(before.keySet())
        .containsExactlyInAnyOrder(
            armingNeeded ? "PRODUCTION" : "staging",
            "txlog",
            "NATS",
            "Oracle",
            "MariaDB",
            "Stopped",
            "Not connected",
            "Not connected 2",
            "Not connected 3");

    WindowRobot.onFxThread(() -> window.showConsole(console.window()));
    WaitForAsyncUtils.waitForFxEvents();
    await().untilAsserted(() -> assertThat(words()).isEqualTo(before));
    assertThat(stage.getTitle()).isEqualTo(title);
    assertThat(stage.getScene().getCursor()).isNull();
    assertThat(robot.isThere("#upper")).isTrue();
  }

  @Test
  void whatIsToBeClosedAtOnceIsClosedAsSoonAsThereIsAnEngine() {
    ScriptedConsole console = new ScriptedConsole("staging", false);
    engine = Optional.of(console);
    Stage stage = WaitForAsyncUtils.waitForAsyncFx(SOON, () -> new Stage());
    opened = Optional.of(stage);
    WindowRobot.onFxThread(
        () -> {
          MainWindow window = new MainWindow(stage, console);
          window.showOutline(
              new Outline("staging", false, List.of(), List.of("NATS")),
              Workspace.DEFAULT,
              () -> {});
          stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
          assertThat(stage.isShowing()).isTrue();
          window.showConsole(console.window());
        });
    await().untilAsserted(() -> assertThat(console.sent).containsExactly("shutdown WindowClosed"));
  }

  @Test
  void byKeysTheSame() {
    ScriptedConsole console = new ScriptedConsole("staging", false);
    engine = Optional.of(console);
    Stage stage = WaitForAsyncUtils.waitForAsyncFx(SOON, () -> new Stage());
    opened = Optional.of(stage);
    MainWindow window =
        WaitForAsyncUtils.waitForAsyncFx(SOON, () -> new MainWindow(stage, console));
    WindowRobot.onFxThread(
        () -> {
          window.showOutline(
              new Outline("staging", false, List.of(), List.of("NATS")),
              Workspace.DEFAULT,
              () -> {});
          stage.getScene().getAccelerators().values().forEach(Runnable::run);
          window.showConsole(console.window());
        });
    await().untilAsserted(() -> assertThat(console.sent).containsExactly("shutdown WindowClosed"));
  }

  private static Bounds bounds(Text text) {
    return text.localToScene(text.getLayoutBounds());
  }

  /** In whole pixels. */
  private static String place(Text text) {
    Bounds bounds = bounds(text);
    return "%.0f %.0f".formatted(bounds.getMinX(), bounds.getMinY());
  }

  /** The words that stay, and where they are drawn in the window. */
  private Map<String, String> words() {
    return WaitForAsyncUtils.waitForAsyncFx(
        SOON,
        () -> {
          Map<String, String> found = new TreeMap<>();
          Stream.of(".environment-bar .environment", ".object-list .name", ".object-list .word")
              .flatMap(query -> opened.orElseThrow().getScene().getRoot().lookupAll(query).stream())
              .map(Label.class::cast)
              .filter(label -> !label.getText().isEmpty())
              .flatMap(label -> label.lookupAll(".text").stream())
              .map(Text.class::cast)
              .sorted(Comparator.comparingDouble(text -> bounds(text).getMinY()))
              .forEach(
                  text -> {
                    String key = text.getText();
                    for (int number = 2; found.containsKey(key); number++) {
                      key = text.getText() + " " + number;
                    }
                    found.put(key, place(text));
                  });
          return found;
        });
  }
}
