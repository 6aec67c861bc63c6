package dev.signalbox.ui;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.ui.start.StartPage;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Draws the window without a display, light and dark, in its most telling states. The first
 * argument is the folder for the two pictures of the README, the second that for all the others;
 * with a third, {@code log}, {@code plan} or {@code travel}, only those are drawn.
 */
public final class Screenshots {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  static final Duration SETTLE = Duration.ofMillis(600);

  private static final StartPage FIRST_RUN =
      new StartPage.FirstRun(
          List.of(
              Path.of("/srv/relay/signalbox.yaml"),
              Path.of("/home/operator/.config/signalbox/signalbox.yaml")),
          """
          environment: staging
          connections:
            nats:    {type: nats, servers: ["nats://127.0.0.1:4222"], connect_timeout: 30}
            oracle:  {type: oracle, url: "//127.0.0.1:1521/FREEPDB1", username: app, password: ask}
            mariadb: {type: mariadb, url: "127.0.0.1:3306/tracking", username: app, password: ask}
          polling:
            program_name: txlog
            source: oracle
            sink: nats
            checkpoint: mariadb
            table: SPC.TXLOG_EVENTS
            id_column: ID
            timestamp_column: EVENT_TIMESTAMP
            stream: TXLOG
            subject: txlog.events
          """,
          Path.of("/home/operator/.config/signalbox/signalbox.yaml"),
          Optional.empty());
  private static final StartPage UNUSABLE =
      new StartPage.Unusable(
          Path.of("/srv/relay/signalbox.yaml"),
          List.of(
              new StartPage.Problem(
                  4, "connections.oracle.pasword", "unknown key", "Did you mean “password”?"),
              new StartPage.Problem(
                  12,
                  "polling.interval",
                  "“10x” is not a duration",
                  "Write seconds as a number, or 500ms, 10s, 5m")));

  private final Path folder;
  private final Path others;

  private Screenshots(Path folder, Path others) {
    this.folder = folder;
    this.others = others;
  }

  public static void main(String[] arguments) throws Exception {
    Platform.startup(() -> Platform.setImplicitExit(false));
    Screenshots screenshots = new Screenshots(Path.of(arguments[0]), Path.of(arguments[1]));
    try {
      Files.createDirectories(screenshots.others);
      String only = arguments.length == 2 ? "" : arguments[2];
      if (only.isEmpty()) {
        screenshots.takeAll();
        new PageScreenshots(Path.of(arguments[1])).takeAll();
        new SettingsScreenshots(Path.of(arguments[1])).takeAll();
      }
      if (only.isEmpty() || only.equals("plan")) {
        new PlanScreenshots(screenshots, screenshots.others).takeAll();
      }
      if (only.equals("travel")) {
        PastScreenshots.takeTravel(screenshots.others);
      }
      if (only.isEmpty() || only.equals("log")) {
        new LogScreenshots(screenshots, screenshots.others).takeAll();
      }
    } finally {
      Platform.exit();
    }
  }

  private void takeAll() throws Exception {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      take(folder, "window", theme, WIDTH, HEIGHT, "staging", Screenshots::atWork);
      take(others, "trouble", theme, WIDTH, HEIGHT, "staging", Screenshots::inTrouble);
      take(others, "closing", theme, WIDTH, HEIGHT, "staging", Screenshots::closing);
    }
    take(others, "locked", Theme.Choice.LIGHT, WIDTH, HEIGHT, "production", Screenshots::quiet);
    take(others, "locked", Theme.Choice.DARK, WIDTH, HEIGHT, "production", Screenshots::quiet);
    takeStart("first-run", Theme.Choice.LIGHT, FIRST_RUN);
    takeStart("unusable", Theme.Choice.DARK, UNUSABLE);
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      take(others, "narrow", theme, 960, 600, "production", Screenshots::inTrouble);
      take(others, "narrow-many", theme, 960, 600, "staging", Screenshots::manyDown);
      take(others, "many", theme, WIDTH, HEIGHT, "production", Screenshots::manyDown);
      take(others, "wide", theme, 2560, 1440, "staging", Screenshots::inTrouble);
      take(others, "wide-many", theme, 2560, 1440, "staging", Screenshots::manyDown);
    }
    take(
        others,
        "dense",
        Theme.Choice.LIGHT,
        WIDTH,
        HEIGHT,
        "staging",
        engine -> arranged(engine, true, 100));
    take(
        others,
        "zoomed",
        Theme.Choice.DARK,
        WIDTH,
        HEIGHT,
        "staging",
        engine -> arranged(engine, false, 150));
    take(others, "palette", Theme.Choice.LIGHT, WIDTH, HEIGHT, "staging", Screenshots::manyDown);
    take(others, "keys", Theme.Choice.LIGHT, 960, 600, "staging", Screenshots::atWork);
    PastScreenshots.takeAll(others);
  }

  private static void atWork(ScriptedConsole engine) {
    log(engine);
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.connected());
    engine.show(States.MARIADB, States.connected());
    engine.show(States.running());
  }

  private static void inTrouble(ScriptedConsole engine) {
    log(engine);
    engine.show(States.NATS, States.connecting());
    engine.show(States.ORACLE, States.stale());
    engine.show(States.MARIADB, States.failed());
    engine.show(
        new RelayState.Paused(
            States.ago(Duration.ofSeconds(9)), "Oracle has not replied for 12 s"));
  }

  /** Fifty connections and four relays, of which some are in trouble. */
  private static void manyDown(ScriptedConsole engine) {
    inTrouble(engine);
    List<ConnectionState> states =
        List.of(
            States.connected(),
            States.connected(),
            States.connected(),
            States.waiting(),
            States.connected(),
            States.connected(),
            States.failed(),
            States.connected(),
            States.off(),
            States.stale());
    List<EndpointKind> kinds = List.of(EndpointKind.values());
    for (int i = 0; i < 47; i++) {
      EndpointKind kind = kinds.get(i % kinds.size());
      String name = "%s-%02d".formatted(kind.name().toLowerCase(Locale.ROOT), i);
      Endpoint endpoint =
          new Endpoint(
              name,
              kind,
              "%s %s yard %02d".formatted(kind.label(), i % 2 == 0 ? "north" : "harbour", i),
              "%s.rail.example:4222".formatted(name),
              Duration.ofSeconds(30),
              true,
              HeartbeatSettings.DEFAULT);
      engine.add(endpoint);
      engine.show(endpoint, states.get(i % states.size()));
    }
    engine.add(States.relay("waybills", States.running()));
    engine.add(States.relay("positions", States.running()));
    engine.add(
        States.relay(
            "tracking-archive",
            new RelayState.Failed(States.ago(Duration.ofMinutes(4)), States.DENIED)));
  }

  private static void arranged(ScriptedConsole engine, boolean dense, int zoom) {
    manyDown(engine);
    Workspace usual = Workspace.DEFAULT;
    engine.workspace =
        WorkspaceFile.of(
            new Workspace(
                usual.bounds(),
                false,
                usual.objectsDivider(),
                usual.logDivider(),
                dense,
                usual.theme(),
                zoom,
                usual.quiet()));
  }

  private static void quiet(ScriptedConsole engine) {
    log(engine);
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.waiting());
    engine.show(States.MARIADB, States.off());
  }

  private static void closing(ScriptedConsole engine) {
    atWork(engine);
    engine.show(States.stopping(Duration.ofSeconds(2)));
    engine.program.show(
        new ProgramSnapshot(
            new ProgramState.Closing(
                ShutdownPhase.RELAY,
                States.NOW.plusMillis(5_050),
                States.ago(Duration.ofMillis(2_300)),
                States.NOW.plusMillis(7_700),
                new ShutdownReason.WindowClosed()),
            List.of(
                new ShutdownReport.Step(
                    ShutdownPhase.ATTEMPTS,
                    Duration.ofMillis(3),
                    true,
                    "no connect was under way")),
            Optional.empty()));
  }

  private static void log(ScriptedConsole engine) {
    say(
        engine,
        9,
        Severity.INFO,
        "nats",
        "Connecting to NATS at [nats://nats-1.rail.example:4222] (timeout: 30s)...");
    say(engine, 8, Severity.INFO, "nats", "Connected to NATS at [nats://nats-1.rail.example:4222]");
    say(engine, 8, Severity.INFO, "nats", "JetStream initialized successfully");
    say(
        engine,
        8,
        Severity.INFO,
        "oracle",
        "Connecting to Oracle at [//ora-7.rail.example:1521/TXLOG] (timeout: 30s)...");
    say(
        engine,
        7,
        Severity.INFO,
        "oracle",
        "Connected to Oracle at [//ora-7.rail.example:1521/TXLOG]");
    say(
        engine,
        7,
        Severity.INFO,
        "mariadb",
        "Connecting to MariaDB at [db-2.rail.example:3306/tracking] (timeout: 30s)...");
    say(
        engine,
        6,
        Severity.INFO,
        "mariadb",
        "Connected to MariaDB at [db-2.rail.example:3306/tracking]");
    say(
        engine,
        5,
        Severity.INFO,
        "txlog",
        "Polling SPC.TXLOG_EVENTS from (2026-03-02 09:33:00.000000, 87915995)");
    say(engine, 3, Severity.DEBUG, "txlog", "Cycle 246: 1,000 rows in 0.81 s");
    say(
        engine,
        2,
        Severity.WARN,
        "oracle",
        "Oracle does not answer: the heartbeat was not answered within 3 s (last proof of life 3.4"
            + " s ago)");
    say(engine, 1, Severity.INFO, "oracle", "Oracle answers again after 4.1 s of silence");
    say(engine, 0, Severity.DEBUG, "txlog", "Cycle 247: 1,000 rows in 0.79 s");
  }

  private static void say(
      ScriptedConsole engine, int secondsAgo, Severity severity, String source, String message) {
    Instant at = States.ago(Duration.ofMillis(secondsAgo * 1_000L + 137));
    Optional<String> details =
        severity == Severity.WARN ? Optional.of(States.SILENT.details()) : Optional.empty();
    Subject subject = source.equals("txlog") ? Subject.relay(source) : Subject.connection(source);
    engine.journal.append(at, severity, subject, message, details);
  }

  private void take(
      Path target,
      String name,
      Theme.Choice theme,
      double width,
      double height,
      String environment,
      Consumer<ScriptedConsole> scene)
      throws Exception {
    take(target, name, theme, width, height, environment, SETTLE, scene, (_, _) -> {});
  }

  /** The same, and arranges what is in the window as soon as it has shown that once. */
  void take(
      Path target,
      String name,
      Theme.Choice theme,
      double width,
      double height,
      String environment,
      Duration settle,
      Consumer<ScriptedConsole> scene,
      BiConsumer<ScriptedConsole, Scene> arrange)
      throws Exception {
    try (ScriptedConsole engine =
        new ScriptedConsole(environment, environment.equals("production"))) {
      scene.accept(engine);
      Stage stage = onFx(() -> open(engine, theme, width, height, name));
      engine.schedule(
          settle.dividedBy(2),
          () -> Platform.runLater(() -> arrange.accept(engine, stage.getScene())));
      draw(
          engine,
          stage,
          settle,
          target.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    }
  }

  private void takeStart(String name, Theme.Choice theme, StartPage page) throws Exception {
    try (ScriptedConsole engine = new ScriptedConsole("", false)) {
      Stage stage =
          onFx(
              () -> {
                Stage opened = new Stage();
                MainWindow window = new MainWindow(opened, engine);
                window.theme().choose(theme);
                window.showStart(page, new NoActions());
                return opened;
              });
      draw(engine, stage, SETTLE, others.resolve(name + ".png"));
    }
  }

  /** Once the layout has settled. */
  static void draw(ScriptedConsole engine, Stage stage, Duration settle, Path file)
      throws Exception {
    CompletableFuture<WritableImage> picture = new CompletableFuture<>();
    engine.schedule(
        settle, () -> Platform.runLater(() -> picture.complete(stage.getScene().snapshot(null))));
    WritableImage image = picture.get(20, TimeUnit.SECONDS);
    onFx(
        () -> {
          stage.hide();
          return stage;
        });
    write(image, file);
  }

  /** Nobody presses the buttons of a picture. */
  private static final class NoActions implements StartPage.Actions {
    @Override
    public void retry() {}

    @Override
    public void create() {}

    @Override
    public void add() {}

    @Override
    public void quit() {}
  }

  private static Stage open(
      ScriptedConsole engine, Theme.Choice theme, double width, double height, String name) {
    Stage stage = new Stage();
    MainWindow window = new MainWindow(stage, engine);
    window.showConsole(engine.window());
    window.theme().choose(theme);
    stage.setWidth(width);
    stage.setHeight(height);
    switch (name) {
      case "trouble", "narrow" -> press(stage.getScene(), KeyCode.DIGIT3, true);
      case "palette" -> press(stage.getScene(), KeyCode.K, true);
      case "keys" -> press(stage.getScene(), KeyCode.F1, false);
      default -> {}
    }
    return stage;
  }

  /** As if this key had been pressed. */
  static void press(Scene scene, KeyCode key, boolean mod) {
    scene.getAccelerators().entrySet().stream()
        .filter(
            entry ->
                entry
                    .getKey()
                    .match(
                        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, mod, false, false)))
        .findFirst()
        .orElseThrow()
        .getValue()
        .run();
  }

  static <T> T onFx(Callable<T> action) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(action.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done.get(1, TimeUnit.MINUTES);
  }

  /** By hand, pixel for pixel: the toolkit's own bridge to AWT is a module we do not carry. */
  private static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    ImageIO.write(copy, "png", file.toFile());
  }
}
