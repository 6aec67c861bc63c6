package dev.signalbox.ui;

import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Draws the log in its most telling states, in both themes and in two sizes. */
final class LogScreenshots {
  /** There is something to be filtered and found in the background. */
  private static final Duration SETTLE = Duration.ofSeconds(3);

  private static final List<String> SOURCES =
      List.of("oracle", "mariadb", "nats", "nats-harbour", "mariadb-archive");

  private final Screenshots screenshots;
  private final Path folder;

  LogScreenshots(Screenshots screenshots, Path folder) {
    this.screenshots = screenshots;
    this.folder = folder;
  }

  void takeAll() throws Exception {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      take("log-whole", theme, true, LogScreenshots::select);
      take("log-panes", theme, false, LogScreenshots::select);
      take("log-find", theme, true, LogScreenshots::find);
      take("log-filter", theme, false, LogScreenshots::filter);
      take("log-time", theme, false, (_, scene) -> narrow(scene, true));
      take("log-time-drawn", theme, true, (_, scene) -> narrow(scene, false));
      take("log-frozen", theme, true, LogScreenshots::freeze);
      take("log-no-match", theme, true, LogScreenshots::matchNothing);
      take("log-wrong", theme, false, LogScreenshots::typeWrong);
      take("log-wrapped", theme, true, LogScreenshots::wrap);
      take("log-wide", theme, 2560, 1440, LogScreenshots::select);
    }
  }

  private void take(
      String name, Theme.Choice theme, boolean whole, BiConsumer<ScriptedConsole, Scene> arrange)
      throws Exception {
    take(name, theme, whole ? 1280 : 960, whole ? 800 : 600, arrange);
  }

  private void take(
      String name,
      Theme.Choice theme,
      double width,
      double height,
      BiConsumer<ScriptedConsole, Scene> arrange)
      throws Exception {
    screenshots.take(
        folder, name, theme, width, height, "staging", SETTLE, LogScreenshots::night, arrange);
  }

  /** Five connections that fail by turns, and one relay that is at work meanwhile. */
  private static void night(ScriptedConsole engine) {
    for (int second = 900; second > 0; second--) {
      Duration ago = Duration.ofSeconds(second);
      String source = SOURCES.get(second % SOURCES.size());
      if (second % 45 < 12 && second > 60) {
        say(engine, ago, Severity.INFO, Subject.connection(source), "Connecting (timeout: 30s)...");
        engine.journal.append(
            States.ago(ago),
            second % 2 == 0 ? Severity.ERROR : Severity.WARN,
            Subject.connection(source),
            "Connection refused by %s-1.rail.example:4222, attempt %d, next in %d s"
                .formatted(source, 20 - second / 45, 1 + second % 8),
            Optional.of(States.SILENT.details()));
      }
      if (second % 3 == 0) {
        say(
            engine,
            ago,
            Severity.DEBUG,
            Subject.relay("txlog"),
            "Cycle %d: %,d rows in 0.%02d s"
                .formatted(900 - second, 400 + second % 97, second % 89));
      }
    }
    say(engine, Duration.ofSeconds(1), Severity.INFO, Subject.connection("nats"), "Connected");
    engine.show(States.NATS, States.connected());
    engine.show(States.running());
  }

  private static void say(
      ScriptedConsole engine, Duration ago, Severity severity, Subject source, String message) {
    engine.journal.append(States.ago(ago), severity, source, message, Optional.empty());
  }

  private static void whole(Scene scene) {
    Screenshots.press(scene, KeyCode.F9, false);
  }

  private static void select(ScriptedConsole engine, Scene scene) {
    if (scene.getHeight() > 700) {
      whole(scene);
    }
    Screenshots.press(scene, KeyCode.F8, false);
    Screenshots.press(scene, KeyCode.B, true);
  }

  private static void find(ScriptedConsole engine, Scene scene) {
    whole(scene);
    Screenshots.press(scene, KeyCode.F, true);
    type(scene, "#find", "mariadb");
    engine.schedule(
        Duration.ofMillis(250),
        () -> Platform.runLater(() -> Screenshots.press(scene, KeyCode.F3, false)));
  }

  private static void filter(ScriptedConsole engine, Scene scene) {
    ((ToggleButton) scene.lookup("#further")).fire();
    type(scene, "#unwanted", "cycle");
    type(scene, "#search", "refused");
  }

  /** Walks over some bars, and shows only their time. */
  private static void narrow(Scene scene, boolean chosen) {
    whole(scene);
    Node histogram = scene.lookup(".log-histogram");
    histogram.requestFocus();
    IntStream.range(0, 60).forEach(_ -> key(histogram, KeyCode.LEFT, false));
    IntStream.range(0, 40).forEach(_ -> key(histogram, KeyCode.LEFT, true));
    if (chosen) {
      key(histogram, KeyCode.ENTER, false);
    }
  }

  private static void key(Node node, KeyCode code, boolean shift) {
    Event.fireEvent(
        node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
  }

  private static void freeze(ScriptedConsole engine, Scene scene) {
    whole(scene);
    Screenshots.press(scene, KeyCode.F8, false);
    for (int i = 0; i < 1_204; i++) {
      say(engine, Duration.ZERO, Severity.INFO, Subject.relay("txlog"), "newer " + i);
    }
  }

  private static void matchNothing(ScriptedConsole engine, Scene scene) {
    whole(scene);
    type(scene, "#search", "waybill");
  }

  private static void typeWrong(ScriptedConsole engine, Scene scene) {
    ((ToggleButton) scene.lookup("#searchExpression")).fire();
    type(scene, "#search", "refused (by");
  }

  private static void wrap(ScriptedConsole engine, Scene scene) {
    whole(scene);
    ((MenuButton) scene.lookup("#logMore"))
        .getItems().stream()
            .filter(item -> "wrap".equals(item.getId()))
            .map(CheckMenuItem.class::cast)
            .forEach(item -> item.setSelected(true));
    ListView<?> list = (ListView<?>) scene.lookup("#list");
    list.requestFocus();
  }

  private static void type(Scene scene, String query, String text) {
    Node field = scene.lookup(query);
    ((TextInputControl) field).setText(text);
  }
}
