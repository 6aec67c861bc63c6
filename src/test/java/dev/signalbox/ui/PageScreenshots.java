package dev.signalbox.ui;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.PoolUse;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.console.NextRows;
import dev.signalbox.console.PositionChange;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.console.RelayPosition;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.ui.toolkit.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/** Draws the pages of connections and relays, with what can be asked of them. */
final class PageScreenshots {
  private static final Position HERE = new Position("2026-03-02T10:14:05.118204000", "88213407");
  private static final List<double[]> SIZES =
      List.of(new double[] {1280, 800}, new double[] {960, 600}, new double[] {2560, 1440});

  private final Path folder;

  PageScreenshots(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    Platform.startup(() -> Platform.setImplicitExit(false));
    try {
      new PageScreenshots(Path.of(arguments[0])).takeAll();
    } finally {
      Platform.exit();
    }
  }

  void takeAll() throws Exception {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      for (double[] size : SIZES) {
        takeConnections(theme, size);
        takeRelays(theme, size);
      }
    }
  }

  private void takeConnections(Theme.Choice theme, double[] size) throws Exception {
    take("connection", theme, size, PageScreenshots::slowLogin, _ -> {});
    take("connection-failed", theme, size, PageScreenshots::denied, _ -> {});
    take(
        "connection-connecting", theme, size, PageScreenshots::connecting, PageScreenshots::ladder);
  }

  private void takeRelays(Theme.Choice theme, double[] size) throws Exception {
    take("relay", theme, size, PageScreenshots::running, _ -> {});
    take("relay-preview", theme, size, PageScreenshots::running, at -> open(at, "preview"));
    take("relay-verify", theme, size, PageScreenshots::running, at -> open(at, "verify"));
    take("relay-position", theme, size, PageScreenshots::stopped, PageScreenshots::position);
    take("relay-lease", theme, size, PageScreenshots::stopped, PageScreenshots::lease);
    take("relay-failed", theme, size, PageScreenshots::failed, _ -> {});
    take("relay-standby", theme, size, PageScreenshots::standingBy, _ -> {});
    take("relay-hand-over", theme, size, PageScreenshots::running, PageScreenshots::handOver);
    take("relay-hindered", theme, size, PageScreenshots::hindered, _ -> {});
    take("relay-handing-over", theme, size, PageScreenshots::handingOver, _ -> {});
    take("relay-not-known", theme, size, PageScreenshots::notKnown, _ -> {});
  }

  private void take(
      String name,
      Theme.Choice theme,
      double[] size,
      Consumer<ScriptedConsole> scene,
      Consumer<Shot> then)
      throws Exception {
    try (ScriptedConsole engine = new ScriptedConsole("staging", false)) {
      scene.accept(engine);
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
      Screenshots.onFx(
          () -> {
            if (name.startsWith("connection")) {
              choose(stage, KeyCode.DIGIT2);
            } else {
              stage.getScene().getRoot().applyCss();
              stage.getScene().getRoot().layout();
              ListCell<?> relay = (ListCell<?>) stage.getScene().lookup("#relay-txlog");
              relay.getListView().getSelectionModel().clearAndSelect(relay.getIndex());
            }
            return stage;
          });
      Screenshots.onFx(
          () -> {
            then.accept(new Shot(engine, stage));
            return stage;
          });
      Screenshots.draw(
          engine,
          stage,
          Screenshots.SETTLE,
          folder.resolve(
              "%s-%s-%d.png"
                  .formatted(name, theme.name().toLowerCase(Locale.ROOT), (int) size[0])));
    }
  }

  private record Shot(ScriptedConsole engine, Stage stage) {
    <T extends Node> T find(String query, Class<T> type) {
      return type.cast(stage.getScene().lookup(query));
    }

    void layout() {
      stage.getScene().getRoot().applyCss();
      stage.getScene().getRoot().layout();
    }

    /** Scrolls the page so that this is at its top. */
    void scrollTo(Node node) {
      layout();
      ScrollPane scroll = find("#page #scroll", ScrollPane.class);
      Node content = scroll.getContent();
      Bounds place = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
      double room = content.getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
      scroll.setVvalue(Math.min(1, Math.max(0, (place.getMinY() - 8) / room)));
    }
  }

  private static void choose(Stage stage, KeyCode key) {
    stage.getScene().getAccelerators().entrySet().stream()
        .filter(
            entry ->
                entry
                    .getKey()
                    .match(
                        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, true, false, false)))
        .findFirst()
        .orElseThrow()
        .getValue()
        .run();
  }

  private static void open(Shot at, String tool) {
    TitledPane pane = at.find("#tool-" + tool, TitledPane.class);
    pane.setExpanded(true);
    at.layout();
    at.find("#tool-" + tool + " #run", Button.class).fire();
    if (tool.equals("verify")) {
      at.engine()
          .tools
          .tell(
              new VerifyNews.Ended(
                  new Answer.Given<>(
                      new VerifyNews.Result(
                          297_375,
                          Optional.of(HERE),
                          0,
                          2,
                          IntStream.range(0, 3)
                              .mapToObj(
                                  i ->
                                      new Position(
                                          "2026-03-02T09:58:1%d.000000000".formatted(i),
                                          "882001" + i))
                              .toList(),
                          true,
                          88_213_407))));
    }
    at.scrollTo(pane);
  }

  private static void position(Shot at) {
    TitledPane pane = at.find("#tool-position", TitledPane.class);
    pane.setExpanded(true);
    at.layout();
    at.find("#positionTarget", TextField.class).setText("2026-03-02T09:00:00,88190000");
    open(at, "position");
    at.find("#tool-position #set", Button.class).fire();
    // By now the page shows the question.
  }

  private static void lease(Shot at) {
    open(at, "lease");
    at.find("#tool-lease #take", Button.class).fire();
  }

  private static void ladder(Shot at) {
    at.scrollTo(at.find("#ladderHead", Node.class));
  }

  private static ConnectHistory history(int slowest) {
    ConnectHistory history = ConnectHistory.NONE;
    for (int i = 0; i < 7; i++) {
      Instant began = States.ago(Duration.ofHours(9 - i));
      history = connect(history, i, began, 30 + 4 * (i % 3));
    }
    return connect(history, 7, States.ago(Duration.ofSeconds(8_046)), slowest);
  }

  private static ConnectHistory connect(
      ConnectHistory before, int number, Instant began, int login) {
    Instant tls = began.plusMillis(6);
    Instant loginBegan = began.plusMillis(22);
    Instant pool = loginBegan.plusMillis(login);
    return before
        .after(connecting(number, began, ConnectPhase.NAME_RESOLUTION), began)
        .after(connecting(number, began, ConnectPhase.TCP), began.plusMillis(2))
        .after(connecting(number, began, ConnectPhase.TLS), tls)
        .after(connecting(number, began, ConnectPhase.LOGIN), loginBegan)
        .after(connecting(number, began, ConnectPhase.POOL), pool)
        .after(States.connected(), pool.plusMillis(3));
  }

  private static ConnectionState connecting(int number, Instant began, ConnectPhase phase) {
    return new ConnectionState.Connecting(
        new AttemptId(number), began, began.plusSeconds(30), phase, Retries.NONE);
  }

  private static void slowLogin(ScriptedConsole engine) {
    engine.connects.put("oracle", history(2_800));
    engine.pools.put("oracle", new PoolUse(2, 1, 0, 4));
    engine.show(States.NATS, States.connected());
    engine.show(States.MARIADB, States.connected());
    engine.show(States.ORACLE, States.stale());
    engine.show(States.ORACLE, States.connected());
    engine.show(States.running());
  }

  private static void denied(ScriptedConsole engine) {
    Instant began = States.ago(Duration.ofSeconds(42));
    engine.connects.put(
        "oracle",
        history(34)
            .after(connecting(9, began, ConnectPhase.TCP), began)
            .after(connecting(9, began, ConnectPhase.LOGIN), began.plusMillis(9))
            .after(States.failed(), began.plusMillis(31)));
    engine.show(States.NATS, States.connected());
    engine.show(States.MARIADB, States.connected());
    engine.show(States.ORACLE, States.failed());
  }

  private static void connecting(ScriptedConsole engine) {
    Instant began = States.ago(Duration.ofMillis(8_400));
    engine.connects.put(
        "oracle",
        history(36)
            .after(connecting(9, began, ConnectPhase.NAME_RESOLUTION), began)
            .after(connecting(9, began, ConnectPhase.TCP), began.plusMillis(12))
            .after(connecting(9, began, ConnectPhase.LOGIN), began.plusMillis(40)));
    engine.show(States.ORACLE, States.connecting());
  }

  private static void tools(ScriptedConsole engine) {
    engine.tools.position =
        new Answer.Given<>(
            Optional.of(
                new RelayPosition(
                    Optional.of(HERE),
                    1_297_375,
                    Optional.of("held by the program on relay-7 (process 4711)"))));
    engine.tools.backlog =
        new Answer.Given<>(
            new Backlog(
                new PositionPlan.Count(4_318, false), Optional.of(Duration.ofSeconds(134))));
    engine.tools.history =
        new Answer.Given<>(
            List.of(
                new PositionChange(
                    States.ago(Duration.ofDays(3)),
                    "anna@console-2 (command line)",
                    "position",
                    "2026-02-26T04:00:00.000000000 / 87000001",
                    "2026-02-26T03:00:00.000000000 / 86999000")));
    engine.tools.plan =
        new Answer.Given<>(
            new PositionPlan(
                "2026-03-02T09:00:00,88190000",
                Optional.of(HERE),
                Optional.of(new Position("2026-03-02T09:00:00.000000000", "88190000")),
                new PositionPlan.Count(23_407, false),
                new PositionPlan.Count(0, false),
                false,
                Optional.empty()));
    engine.tools.lease =
        new Answer.Given<>(
            new LeaseHolding(
                Optional.of("held by the program on relay-4 (process 812)"), true, false));
    engine.tools.preview =
        new Answer.Given<>(
            new NextRows(
                Optional.of(HERE),
                IntStream.range(0, 20).mapToObj(PageScreenshots::message).toList(),
                true,
                "once no older transaction is open"));
  }

  private static NextRows.Message message(int i) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Nats-Msg-Id", "txlog-7f3a-8821340" + i);
    headers.put("Sbx-Pos", "2026-03-02T10:14:06.%03d000000 / 8821340%d".formatted(i * 40, i));
    headers.put("Nats-Expected-Stream", "TXLOG");
    return new NextRows.Message(
        "txlog.events",
        headers,
        "{\"ID\":8821340%d,\"CASE_ID\":\"C-1%d\",\"STATUS\":\"ARRIVED\",\"YARD\":\"north\"}"
            .formatted(i, i));
  }

  private static void running(ScriptedConsole engine) {
    tools(engine);
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.connected());
    engine.show(States.MARIADB, States.connected());
    engine.show(States.running());
  }

  private static void stopped(ScriptedConsole engine) {
    running(engine);
    engine.show(new RelayState.Stopped(States.ago(Duration.ofMinutes(3))));
  }

  private static void standingBy(ScriptedConsole engine) {
    running(engine);
    String holder = "held by host relay-7 pid 4711";
    say(engine, Duration.ofMinutes(9), "Running", Optional.empty());
    say(engine, Duration.ofMinutes(3), "Standby", Optional.of(holder));
    engine.show(
        new RelayState.Standby(
            States.ago(Duration.ofMinutes(3)),
            new HeldLease(holder, Optional.of(States.ago(Duration.ofMinutes(3)))),
            Optional.empty()));
  }

  private static void hindered(ScriptedConsole engine) {
    standingBy(engine);
    engine.show(States.MARIADB, States.failed());
    engine.show(
        new RelayState.Standby(
            States.ago(Duration.ofMinutes(3)),
            new HeldLease(
                "held by host relay-7 pid 4711", Optional.of(States.ago(Duration.ofMinutes(3)))),
            Optional.of("MariaDB: " + States.DENIED.oneLine())));
  }

  private static void handingOver(ScriptedConsole engine) {
    running(engine);
    engine.show(new RelayState.Stopping(States.ago(Duration.ofSeconds(8)), 37, 120, true));
  }

  private static void notKnown(ScriptedConsole engine) {
    running(engine);
    engine.show(States.ORACLE, new ConnectionState.Failed(States.NOW, States.GLIDING));
    engine.show(new RelayState.Stalled(States.NOW, States.GLIDING));
  }

  private static void say(
      ScriptedConsole engine, Duration ago, String word, Optional<String> cause) {
    engine.history.record(
        new Transition(Subject.relay("txlog"), States.ago(ago), "", word, cause, Optional.empty()));
  }

  private static void handOver(Shot at) {
    at.layout();
    at.find("#page #side", Button.class).fire();
  }

  private static void failed(ScriptedConsole engine) {
    running(engine);
    engine.show(new RelayState.Failed(States.ago(Duration.ofMinutes(3)), States.DENIED));
  }
}
