package dev.signalbox.ui;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.journal.FolderLocks;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.journal.samples.SampleFile;
import dev.signalbox.journal.samples.SampleHistory;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.ui.toolkit.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/**
 * Draws what was: the history, its table, incidents and the handover, after a night with trouble.
 */
final class PastScreenshots {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String REFUSED = "Connection refused";
  private static final String SILENT = "The heartbeat was not answered within 3 s";
  private static final Subject ORACLE = Subject.connection("oracle");
  private static final Subject NATS = Subject.connection("nats");
  private static final Subject MARIADB = Subject.connection("mariadb");
  private static final Subject TXLOG = Subject.relay("txlog");

  private PastScreenshots() {}

  static void takeAll(Path folder) throws Exception {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      take(folder, "history-quarter", theme, 1280, 800, PastScreenshots::walked);
      take(folder, "history-day", theme, 1280, 800, PastScreenshots::historyOfRelay);
      take(folder, "history-narrow", theme, 960, 600, stage -> history(stage, 4));
      take(folder, "handover", theme, 1280, 800, PastScreenshots::handover);
      take(folder, "incident", theme, 1280, 800, _ -> {});
      take(folder, "mute", theme, 960, 600, PastScreenshots::mute);
      take(folder, "handover-narrow", theme, 960, 600, PastScreenshots::handover);
      take(folder, "incident-narrow", theme, 960, 600, _ -> {});
      take(folder, "history-month", theme, 2560, 1440, stage -> history(stage, 6));
      take(folder, "history-table", theme, 1280, 800, PastScreenshots::table);
    }
    takeTravel(folder);
  }

  private static void table(Stage stage) {
    history(stage, 1);
    lookup(stage, "#table", ToggleButton.class).fire();
  }

  private static void history(Stage stage, int range) {
    Screenshots.press(stage.getScene(), KeyCode.F7, false);
    lookup(stage, "#range-" + range, ToggleButton.class).fire();
  }

  static void takeTravel(Path folder) throws Exception {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      take(folder, "travel", theme, 1280, 800, PastScreenshots::travelled);
      take(folder, "travel-narrow", theme, 960, 600, PastScreenshots::travelled);
    }
  }

  /** To when MariaDB was refused, which was four minutes ago. */
  private static void travelled(Stage stage) {
    lookup(stage, "#objectList", ListView.class).requestFocus();
    Screenshots.press(stage.getScene(), KeyCode.DIGIT3, true);
    walked(stage);
  }

  /** Two states back. */
  private static void walked(Stage stage) {
    history(stage, 1);
    PauseTransition drawn = new PauseTransition(javafx.util.Duration.millis(300));
    drawn.setOnFinished(
        _ -> {
          for (int i = 0; i < 2; i++) {
            Event.fireEvent(lookup(stage, "#strips", ListView.class), left());
          }
        });
    drawn.play();
  }

  private static KeyEvent left() {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, false, false);
  }

  private static void historyOfRelay(Stage stage) {
    lookup(stage, "#objectList", ListView.class).getSelectionModel().clearAndSelect(1);
    history(stage, 4);
  }

  private static void handover(Stage stage) {
    Screenshots.press(stage.getScene(), KeyCode.H, true);
  }

  private static void mute(Stage stage) {
    Screenshots.press(stage.getScene(), KeyCode.M, true);
  }

  private static <T extends Node> T lookup(Stage stage, String query, Class<T> type) {
    return type.cast(stage.getScene().lookup(query));
  }

  private static void take(
      Path folder,
      String name,
      Theme.Choice theme,
      double width,
      double height,
      Consumer<Stage> prepare)
      throws Exception {
    try (ScriptedConsole engine = new ScriptedConsole("staging", false)) {
      night(engine);
      log(engine);
      Stage stage =
          Screenshots.onFx(
              () -> {
                Stage opened = new Stage();
                MainWindow window = new MainWindow(opened, engine);
                window.showConsole(engine.window());
                window.theme().choose(theme);
                opened.setWidth(width);
                opened.setHeight(height);
                return opened;
              });
      // What was comes a second later than what is.
      CompletableFuture<Void> shown = new CompletableFuture<>();
      engine.schedule(Duration.ofMillis(1_300), () -> shown.complete(null));
      shown.get(20, TimeUnit.SECONDS);
      Screenshots.onFx(
          () -> {
            prepare.accept(stage);
            return stage;
          });
      Path file = folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
      Screenshots.draw(engine, stage, Screenshots.SETTLE, file);
    }
  }

  /** What the operator finds in the morning. */
  private static void night(ScriptedConsole engine) throws Exception {
    for (int i = 1; i <= 12; i++) {
      Endpoint yard =
          new Endpoint(
              "yard-%02d".formatted(i),
              EndpointKind.MARIADB,
              "Yard %02d".formatted(i),
              "db-9.rail.example:3306/yard%02d".formatted(i),
              Duration.ofSeconds(30),
              true,
              HeartbeatSettings.DEFAULT);
      engine.add(yard);
      Subject subject = Subject.connection(yard.name());
      say(engine, subject, minutes(60L * 29), "Off", "");
      say(engine, subject, minutes(60L * 29).plusMillis(40L * i), "Connected", "");
      say(engine, subject, minutes(7).plusMillis(300L * i), "Stale", SILENT);
      engine.show(
          yard,
          new ConnectionState.Waiting(
              minutes(6).plusMillis(900L * i),
              States.NOW.plusSeconds(i),
              new Retries(9, Optional.of(minutes(7)), false),
              States.REFUSED));
    }
    for (Subject subject : List.of(NATS, ORACLE, MARIADB)) {
      say(engine, subject, minutes(60L * 29), "Off", "");
      say(engine, subject, minutes(60L * 29).plusSeconds(1), "Connected", "");
    }
    asked(engine, TXLOG, minutes(60 * 28), "Running");
    say(engine, NATS, minutes(400), "Stale", SILENT);
    say(engine, NATS, minutes(399), "Waiting", REFUSED);
    say(engine, TXLOG, minutes(399), "Paused", "nats waits to retry");
    say(engine, NATS, minutes(355), "Connected", "");
    say(engine, TXLOG, minutes(354), "Running", "");
    say(engine, ORACLE, minutes(9), "Stale", SILENT);
    say(engine, ORACLE, minutes(8), "Connected", "");
    say(engine, TXLOG, minutes(9), "Paused", "oracle does not reply");
    say(engine, TXLOG, minutes(8), "Running", "");
    say(engine, MARIADB, minutes(4), "Waiting", REFUSED);
    say(engine, MARIADB, minutes(3), "Connecting", "");
    say(engine, TXLOG, minutes(4), "Paused", "mariadb waits to retry");
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.connected());
    engine.show(States.MARIADB, States.failed());
    engine.show(new RelayState.Paused(minutes(4), "mariadb has failed"));
    measure(engine);
  }

  private static void log(ScriptedConsole engine) {
    for (int i = 30; i > 0; i--) {
      engine.journal.append(
          minutes(i),
          i == 4 ? Severity.WARN : Severity.INFO,
          i == 4 ? MARIADB : TXLOG,
          i == 4 ? "MariaDB is lost: " + REFUSED : "Cycle %d: 1,000 rows".formatted(200 - i),
          Optional.empty());
    }
  }

  private static Instant minutes(long ago) {
    return States.ago(Duration.ofMinutes(ago));
  }

  private static void say(
      ScriptedConsole engine, Subject subject, Instant at, String word, String cause) {
    engine.history.record(
        new Transition(
            subject,
            at,
            "",
            word,
            Optional.of(cause).filter(text -> !text.isEmpty()),
            Optional.empty()));
  }

  private static void asked(ScriptedConsole engine, Subject subject, Instant at, String word) {
    engine.history.record(
        new Transition(
            subject,
            at,
            "",
            word,
            Optional.empty(),
            Optional.of(new Actor("kurt", "console-3", "window"))));
  }

  /** The program was started anew twelve minutes ago; the computer slept at three. */
  private static void measure(ScriptedConsole engine) throws Exception {
    Path folder = Files.createTempDirectory("samples");
    SampleHistory before = new SampleHistory();
    FolderLocks locks = new FolderLocks();
    Deadline soon = Deadline.in(SOON);
    SampleFile first = SampleFile.open(folder, before, engine, locks, soon);
    run(before, minutes(60L * 29), minutes(440));
    run(before, minutes(425), minutes(12));
    first.close(soon);
    run(engine.samples, minutes(11), minutes(3));
    run(engine.samples, minutes(2), States.NOW);
    SampleFile.open(folder, engine.samples, engine, locks, soon).close(soon);
  }

  private static void run(SampleHistory samples, Instant from, Instant to) {
    for (Instant at = from; !at.isAfter(to); at = at.plusSeconds(1)) {
      samples.watch(at);
      double wave = 1 + Math.sin(at.getEpochSecond() / 900.0);
      double noise = at.getEpochSecond() * 7919 % 100 / 100.0;
      boolean held =
          (at.isAfter(minutes(399)) && at.isBefore(minutes(354))) || at.isAfter(minutes(4));
      double rows = held ? 0 : 400 + 300 * wave + 60 * noise;
      Instant after = at.minusSeconds(1);
      samples.record(TXLOG, Measure.READ, after, at, rows * (1 + noise / 5));
      samples.record(TXLOG, Measure.PUBLISHED, after, at, rows * 1.01);
      samples.record(TXLOG, Measure.ACKNOWLEDGED, after, at, rows);
      if (!held) {
        samples.record(TXLOG, Measure.PUBLISH_LATENCY, after, at, 1.5 + noise);
        samples.record(TXLOG, Measure.PUBLISH_LATENCY, after, at, 4 + 30 * noise * noise * wave);
        double latency = at.getEpochSecond() % 11_000 == 0 ? 48 : 3 + noise * wave;
        samples.record(NATS, Measure.LATENCY, after, at, latency);
        samples.record(ORACLE, Measure.LATENCY, after, at, 2 * latency);
        samples.record(MARIADB, Measure.LATENCY, after, at, latency);
      }
    }
  }
}
