package dev.signalbox.ui;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.ui.toolkit.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Draws the track plan, with three relays and with twelve, and what a button will do. */
final class PlanScreenshots {
  private static final List<String> NAMES =
      List.of(
          "positions",
          "signals",
          "crew",
          "wagons",
          "tickets",
          "platforms",
          "energy",
          "weather",
          "freight-orders");

  private final Screenshots screenshots;
  private final Path folder;

  PlanScreenshots(Screenshots screenshots, Path folder) {
    this.screenshots = screenshots;
    this.folder = folder;
  }

  void takeAll() throws Exception {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      take("plan", theme, 1280, 800, PlanScreenshots::few, 1);
      take("plan-narrow", theme, 960, 600, PlanScreenshots::few, 1);
      take("plan-wide", theme, 2560, 1440, PlanScreenshots::many, 6);
      hint("hint", theme, 1280, 800);
      hint("hint-narrow", theme, 960, 600);
      take("plan-many", theme, 1280, 800, PlanScreenshots::many, 0);
      take("plan-many-narrow", theme, 960, 600, PlanScreenshots::many, 6);
    }
  }

  private void take(
      String name,
      Theme.Choice theme,
      double width,
      double height,
      Consumer<ScriptedConsole> scene,
      int down)
      throws Exception {
    screenshots.take(
        folder,
        name,
        theme,
        width,
        height,
        "staging",
        Duration.ofMillis(2_600),
        scene,
        (_, shown) -> walk(shown, down));
  }

  /** What stopping a relay will do, with the keyboard at its button. */
  private void hint(String name, Theme.Choice theme, double width, double height) throws Exception {
    screenshots.take(
        folder,
        name,
        theme,
        width,
        height,
        "staging",
        Duration.ofMillis(2_600),
        PlanScreenshots::few,
        (_, scene) -> {
          Screenshots.press(scene, KeyCode.DIGIT2, true);
          Screenshots.press(scene, KeyCode.F6, false);
        });
  }

  private static void walk(Scene scene, int down) {
    Screenshots.press(scene, KeyCode.F4, false);
    PauseTransition drawn = new PauseTransition(javafx.util.Duration.millis(300));
    drawn.setOnFinished(
        _ -> {
          for (int i = 0; i < down; i++) {
            Event.fireEvent(scene.getFocusOwner(), down());
          }
        });
    drawn.play();
  }

  private static KeyEvent down() {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false);
  }

  private static void few(ScriptedConsole engine) {
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.connected());
    engine.show(States.MARIADB, States.connected());
    engine.tools.backlog =
        new Answer.Given<>(
            new Backlog(new PositionPlan.Count(4_312, false), Optional.of(Duration.ofSeconds(94))));
    add(engine, "oracle-north", EndpointKind.ORACLE, "Oracle north", States.stale());
    add(engine, "archive", EndpointKind.MARIADB, "MariaDB archive", States.off());
    add(engine, "nats-spare", EndpointKind.NATS, "NATS spare", States.failed());
    engine.show(States.running());
    engine.add(
        relay(
            "waybills",
            "oracle-north",
            new RelayState.Paused(
                States.ago(Duration.ofSeconds(9)), "Oracle north has not replied for 12 s")));
    engine.add(
        relay(
            "tracking-archive",
            "mariadb",
            new RelayState.Stopped(States.ago(Duration.ofMinutes(26)))));
  }

  private static void many(ScriptedConsole engine) {
    few(engine);
    for (int i = 0; i < NAMES.size(); i++) {
      RelayState state =
          switch (i % 6) {
            case 1 -> new RelayState.Failed(States.ago(Duration.ofMinutes(4)), States.DENIED);
            case 2 -> new RelayState.Stalled(States.ago(Duration.ofSeconds(41)), States.SILENT);
            case 5 -> new RelayState.Starting(States.NOW, "reading the checkpoint", 3, 5);
            default -> States.running();
          };
      engine.add(relay(NAMES.get(i), i % 2 == 0 ? "oracle" : "mariadb", state));
    }
  }

  private static void add(
      ScriptedConsole engine, String name, EndpointKind kind, String label, ConnectionState state) {
    Endpoint endpoint =
        new Endpoint(
            name,
            kind,
            label,
            name + ".rail.example:4222",
            Duration.ofSeconds(30),
            true,
            HeartbeatSettings.DEFAULT);
    engine.add(endpoint);
    engine.show(endpoint, state);
  }

  static RelaySnapshot relay(String name, String source, RelayState state) {
    RelaySnapshot usual = States.relay(state);
    PollingSettings settings = usual.settings();
    return new RelaySnapshot(
        new PollingSettings(
            name,
            source,
            settings.sink(),
            settings.checkpoint(),
            settings.table(),
            settings.idColumn(),
            settings.timestampColumn(),
            settings.stream(),
            settings.subject(),
            settings.interval(),
            settings.batchSize(),
            TimestampSettings.DEFAULT),
        usual.state(),
        usual.counters(),
        usual.timing(),
        usual.position(),
        false,
        Optional.empty());
  }
}
