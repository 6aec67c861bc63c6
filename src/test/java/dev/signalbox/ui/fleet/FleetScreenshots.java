package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.fleet.EngineScript.engine;
import static dev.signalbox.ui.fleet.EngineScript.running;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.ui.Screenshots;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.States;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Draws the window of many engines, with five, fifty and a thousand, and the console of one. */
public final class FleetScreenshots {
  private static final Actor KURT = new Actor("kurt", "console-3", "fleet window");
  private static final Duration LONG = Duration.ofMillis(2_500);
  private static final List<String> GROUPS = List.of("north", "south", "harbour", "yard");

  private final Path folder;

  /** Draws into this folder. */
  public FleetScreenshots(Path folder) {
    this.folder = folder;
  }

  /** What is done in the window once it has shown everything. */
  @FunctionalInterface
  private interface Doing {
    /** Does it, on the FX thread. */
    void in(Scene scene);
  }

  /** All of them, light and dark. */
  public void takeAll() throws Exception {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      take("fleet-5", theme, 1280, 800, ScriptedFleet.ONLINE, five(), _ -> {});
      take("fleet-50", theme, 1280, 800, ScriptedFleet.ONLINE, many(50), _ -> {});
      take("fleet-1000", theme, 1280, 800, ScriptedFleet.ONLINE, many(1_000), _ -> {});
      take("fleet-narrow", theme, 960, 600, ScriptedFleet.ONLINE, many(50), _ -> {});
      take("fleet-zoomed", theme, 960, 600, 160, ScriptedFleet.ONLINE, many(50), _ -> {});
      take("fleet-question", theme, 1280, 800, ScriptedFleet.ONLINE, many(50), stop());
      take("fleet-result", theme, 1280, 800, ScriptedFleet.ONLINE, five(), stopped());
      take("fleet-keys", theme, 960, 600, ScriptedFleet.ONLINE, five(), keys());
      takeConsole("fleet-console", theme, new Presence.Known(States.ago(Duration.ofSeconds(1))));
      takeConsole("fleet-silent", theme, new Presence.Silent(States.ago(Duration.ofSeconds(14))));
    }
    Link offline = new Link.Offline(States.ago(Duration.ofSeconds(95)), "connection refused");
    take("fleet-cut-off", Theme.Choice.LIGHT, 1280, 800, offline, five(), _ -> {});
  }

  private static List<EngineRow> five() {
    return Stream.of(
            running("relay-1").connection("nats", "Connected", Optional.empty()),
            engine("relay-2").connection("Connected").relay("txlog", "Standby", Optional.empty()),
            engine("relay-7")
                .production()
                .connection("oracle", "Failed", Optional.of("ORA-01017: invalid username/password"))
                .relay("txlog", "Paused", Optional.of("Oracle is not connected")),
            running("relay-8")
                .production()
                .version("1.1.0")
                .presence(new Presence.Silent(States.ago(Duration.ofSeconds(14)))),
            running("relay-9")
                .in("test", "")
                .presence(
                    new Presence.Gone(
                        States.ago(Duration.ofHours(7)),
                        Optional.of(States.ago(Duration.ofHours(7))))))
        .map(EngineScript::row)
        .toList();
  }

  /** Most are well; of each kind of trouble there are some. */
  private static List<EngineRow> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(FleetScreenshots::one)
        .map(EngineScript::row)
        .toList();
  }

  private static EngineScript one(int i) {
    String name = "relay-%03d".formatted(i);
    String group = GROUPS.get(i % GROUPS.size());
    String place = i % 3 == 0 ? "production" : "staging";
    EngineScript script =
        switch (i % 47) {
          case 3 -> engine(name).connection("Failed").relay(name, "Paused", Optional.empty());
          case 8 ->
              running(name)
                  .presence(new Presence.Gone(States.ago(Duration.ofMinutes(i)), Optional.empty()));
          case 13 ->
              running(name).presence(new Presence.Silent(States.ago(Duration.ofSeconds(20))));
          case 17 -> running(name).presence(new Presence.Recorded(States.ago(Duration.ofHours(3))));
          case 21 -> running(name).newer().version("2.0.0");
          case 25 ->
              engine(name)
                  .connection("Connected")
                  .relay(name, "Stalled", Optional.of("no acknowledgement for 30 s"));
          case 29 ->
              engine(name)
                  .connection("oracle", "Waiting", Optional.of("connection refused"))
                  .relay(name, "Running", Optional.empty());
          case 33 ->
              engine(name)
                  .connection("Connected")
                  .relay(name, "Paused", Optional.of("Oracle has not replied for 12 s"));
          case 37 -> engine(name).connection("Connected").relay(name, "Stopped", Optional.empty());
          case 41 ->
              engine(name).connection("Connecting").relay(name, "Starting", Optional.empty());
          case 45 -> running(name).presence(new Presence.Ended(States.ago(Duration.ofMinutes(50))));
          default -> engine(name).connection("Connected").relay(name, "Running", Optional.empty());
        };
    return i % 3 == 0 ? script.production().in(place, group) : script.in(place, group);
  }

  private static Doing stop() {
    return scene -> ((Button) scene.lookup("#bulkStop")).fire();
  }

  private static Doing stopped() {
    return scene -> {
      ((Button) scene.lookup("#bulkConnect")).fire();
      ((Button) scene.lookup("#bulkKeep")).fire();
      ((Button) scene.lookup("#bulkStop")).fire();
      ((TextField) scene.lookup("#bulkTyped")).setText("3");
      ((Button) scene.lookup("#bulkConfirm")).fire();
    };
  }

  private static Doing keys() {
    return scene ->
        scene.getAccelerators().entrySet().stream()
            .filter(
                entry ->
                    entry
                        .getKey()
                        .match(
                            new KeyEvent(
                                KeyEvent.KEY_PRESSED,
                                "",
                                "",
                                KeyCode.F1,
                                false,
                                false,
                                false,
                                false)))
            .forEach(entry -> entry.getValue().run());
  }

  private void take(
      String name,
      Theme.Choice theme,
      double width,
      double height,
      Link link,
      List<EngineRow> rows,
      Doing doing)
      throws Exception {
    take(name, theme, width, height, Workspace.USUAL_ZOOM, link, rows, doing);
  }

  private void take(
      String name,
      Theme.Choice theme,
      double width,
      double height,
      int zoom,
      Link link,
      List<EngineRow> rows,
      Doing doing)
      throws Exception {
    try (ScriptedConsole clock = new ScriptedConsole("", false);
        ScriptedFleet fleet = new ScriptedFleet()) {
      fleet.outcome = FleetScreenshots::outcome;
      fleet.show(link, rows);
      Stage stage = new StageOf(fleet, clock, theme, width, height, zoom).open();
      clock.schedule(LONG.dividedBy(2), () -> Platform.runLater(() -> doing.in(stage.getScene())));
      Screenshots.draw(clock, stage, LONG, file(name, theme));
    }
  }

  private static CompletableFuture<Outcome> outcome(EngineKey engine) {
    return CompletableFuture.completedFuture(
        engine.equals(engine("relay-7").key())
            ? new Outcome.NotPermitted("kurt may not command production")
            : engine.equals(engine("relay-2").key())
                ? new Outcome.NoAnswer("nothing came within 5 s")
                : new Outcome.Accepted());
  }

  private Path file(String name, Theme.Choice theme) {
    return folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
  }

  private void takeConsole(String name, Theme.Choice theme, Presence presence) throws Exception {
    try (ScriptedConsole clock = new ScriptedConsole("", false);
        ScriptedFleet fleet = new ScriptedFleet()) {
      EngineScript script = running("relay-7");
      fleet.show(script.presence(presence));
      fleet.opening(script.key(), _ -> console(presence));
      Stage stage = new StageOf(fleet, clock, theme, 960, 600, Workspace.USUAL_ZOOM).open();
      clock.schedule(LONG.dividedBy(4), () -> Platform.runLater(() -> enter(stage.getScene())));
      clock.schedule(
          LONG,
          () ->
              Platform.runLater(
                  () ->
                      console(stage)
                          .ifPresent(
                              opened -> {
                                opened.setWidth(1280);
                                opened.setHeight(800);
                              })));
      CompletableFuture<Stage> opened = new CompletableFuture<>();
      clock.schedule(
          LONG.multipliedBy(2),
          () -> Platform.runLater(() -> opened.complete(console(stage).orElseThrow())));
      Screenshots.draw(clock, opened.get(), LONG, file(name, theme));
      Screenshots.onFx(
          () -> {
            stage.hide();
            return stage;
          });
    }
  }

  private static void enter(Scene scene) {
    Window window = scene.getWindow();
    window.requestFocus();
    scene
        .lookup("#engineList")
        .fireEvent(
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
  }

  private static Optional<Stage> console(Stage fleet) {
    return Window.getWindows().stream()
        .filter(Stage.class::isInstance)
        .map(Stage.class::cast)
        .filter(other -> !other.equals(fleet) && other.isShowing())
        .findFirst();
  }

  private static ScriptedConsole console(Presence presence) {
    ScriptedConsole console = new ScriptedConsole("staging", false);
    console.presence.show(presence);
    console.show(States.NATS, States.connected());
    console.show(States.ORACLE, States.connected());
    console.show(States.MARIADB, States.connected());
    console.show(States.running());
    return console;
  }

  /** A window of a fleet, to be opened. */
  private record StageOf(
      ScriptedFleet fleet,
      ScriptedConsole clock,
      Theme.Choice theme,
      double width,
      double height,
      int zoom) {
    Stage open() throws Exception {
      return Screenshots.onFx(
          () -> {
            Stage stage = new Stage();
            new FleetWindow(
                    stage,
                    clock,
                    fleet,
                    KURT,
                    WorkspaceFile.of(
                        Workspace.DEFAULT.with(
                            Optional.of(new Workspace.Bounds(0, 0, width, height)),
                            false,
                            theme,
                            zoom)),
                    () -> {})
                .show();
            stage.setWidth(width);
            stage.setHeight(height);
            return stage;
          });
    }
  }
}
