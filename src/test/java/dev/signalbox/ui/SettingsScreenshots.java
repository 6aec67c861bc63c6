package dev.signalbox.ui;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.console.Configured;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.console.TrialNews;
import dev.signalbox.ui.toolkit.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/** Draws the configuration in the window, and the window that has none yet. */
final class SettingsScreenshots {
  private static final List<double[]> SIZES =
      List.of(new double[] {1280, 800}, new double[] {960, 600}, new double[] {2560, 1440});
  private final Path folder;

  SettingsScreenshots(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    Platform.startup(() -> Platform.setImplicitExit(false));
    try {
      new SettingsScreenshots(Path.of(arguments[0])).takeAll();
    } finally {
      Platform.exit();
    }
  }

  void takeAll() throws Exception {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      for (double[] size : SIZES) {
        take("settings-tested", "staging", theme, size, true, SettingsScreenshots::test);
        take("settings-wrong", "production", theme, size, true, SettingsScreenshots::write);
        take("settings-remove", "staging", theme, size, true, at -> fire(at, "#settingsRemove"));
        take("settings-empty", "staging", theme, size, false, _ -> {});
      }
    }
  }

  private void take(
      String name,
      String environment,
      Theme.Choice theme,
      double[] size,
      boolean open,
      Consumer<Scene> then)
      throws Exception {
    try (ScriptedConsole engine =
        new ScriptedConsole(environment, environment.equals("production"))) {
      ScriptedConfiguring desk =
          new ScriptedConfiguring(
              open ? ConfiguredExample.CONFIGURED : new Configured("", List.of(), false));
      desk.news = new TrialNews.Decided(tested());
      if (name.endsWith("wrong")) {
        desk.problems =
            List.of(
                new DraftProblem(
                    DraftProblem.Field.ADDRESS,
                    "not an address of Oracle",
                    "write //host:1521/SERVICE"),
                new DraftProblem(
                    DraftProblem.Field.CONNECT_TIMEOUT,
                    "\"soon\" is not a duration",
                    "write 30 (seconds), 500ms, 10s, 5m or 1h, at most 24h"));
      }
      engine.configuring = desk;
      if (open) {
        engine.show(States.ORACLE, States.failed());
        engine.show(States.NATS, States.connected());
      } else {
        engine.clear();
      }
      Stage stage =
          Screenshots.onFx(
              () -> {
                Stage opened = new Stage();
                MainWindow window = new MainWindow(opened, engine);
                window.showConsole(engine.window());
                window.theme().choose(theme);
                opened.setWidth(size[0]);
                opened.setHeight(size[1]);
                return opened;
              });
      engine.schedule(
          Screenshots.SETTLE.dividedBy(2),
          () ->
              Platform.runLater(
                  () -> {
                    if (open) {
                      settings(stage.getScene());
                    }
                    then.accept(stage.getScene());
                  }));
      Screenshots.draw(
          engine,
          stage,
          Screenshots.SETTLE,
          folder.resolve(
              "%s-%s-%d.png"
                  .formatted(name, theme.name().toLowerCase(Locale.ROOT), (int) size[0])));
    }
  }

  private static ConnectionSnapshot tested() {
    Instant began = States.ago(Duration.ofMillis(640));
    ConnectionState connected = States.at(States.ORACLE, States.connected());
    return new ConnectionSnapshot(
        States.ORACLE,
        new ConnectionStatus(connected, Set.of(), false),
        Optional.empty(),
        ConnectHistory.NONE
            .after(connecting(began, ConnectPhase.TCP), began)
            .after(connecting(began, ConnectPhase.LOGIN), began.plusMillis(12))
            .after(connecting(began, ConnectPhase.POOL), began.plusMillis(410))
            .after(connected, began.plusMillis(640)),
        Optional.empty());
  }

  private static ConnectionState connecting(Instant began, ConnectPhase phase) {
    return new ConnectionState.Connecting(
        new AttemptId(1), began, began.plusSeconds(10), phase, Retries.NONE);
  }

  private static void settings(Scene scene) {
    KeyEvent comma =
        new KeyEvent(KeyEvent.KEY_PRESSED, ",", ",", KeyCode.COMMA, false, true, false, false);
    scene.getAccelerators().entrySet().stream()
        .filter(entry -> entry.getKey().match(comma))
        .findFirst()
        .orElseThrow()
        .getValue()
        .run();
  }

  private static void test(Scene scene) {
    fire(scene, "#settingsTest");
  }

  private static void write(Scene scene) {
    ((TextField) scene.lookup("#draftAddress")).setText("ora 7");
    ((TextField) scene.lookup("#draftTimeout")).setText("soon");
  }

  private static void fire(Scene scene, String button) {
    ((Button) scene.lookup(button)).fire();
  }
}
