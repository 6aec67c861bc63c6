package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.fleet.EngineScript.engine;
import static dev.signalbox.ui.fleet.EngineScript.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.States;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.testfx.framework.junit5.Start;

/** A window of a fleet that is scripted, and what the tests of it look at. */
abstract class FleetWindowTrial {
  private static final Actor KURT = new Actor("kurt", "console-3", "fleet window");

  final ScriptedFleet fleet = new ScriptedFleet();

  /** Time for the window: it stands still unless moved. */
  final ScriptedConsole clock = new ScriptedConsole("", false);

  final WindowRobot robot = new WindowRobot();
  final AtomicInteger closed = new AtomicInteger();
  private final Texts texts;
  private final EngineScript[] first;
  FleetWindow window;
  Stage stage;

  /**
   * @param first the engines that there are when it opens
   */
  FleetWindowTrial(Texts texts, EngineScript... first) {
    this.texts = texts;
    this.first = first.clone();
  }

  /** One that is well, one in trouble, and one in production. */
  static EngineScript[] three() {
    return new EngineScript[] {
      running("relay-1"),
      engine("relay-2")
          .connection("oracle", "Failed", Optional.of("access denied"))
          .relay("Paused"),
      engine("relay-3").relay("Stopped").production()
    };
  }

  /** One in each standing. */
  static EngineScript[] inEachStanding() {
    Instant then = States.ago(Duration.ofHours(1));
    return new EngineScript[] {
      running("a"),
      running("b").presence(new Presence.Gone(then, Optional.empty())),
      running("c").presence(new Presence.Silent(then)).version("2.0.0"),
      running("d").presence(new Presence.Ended(then)),
      engine("e").relay("e", "Stalled", Optional.empty()).production(),
      engine("f").relay("f", "Failed", Optional.of("gave up")),
      engine("g").relay("g", "Starting", Optional.empty())
    };
  }

  /** The extension takes only what a class declares itself: each test overrides it. */
  @Start
  void open(Stage given) {
    stage = given;
    fleet.show(first);
    fleet.opening(running("relay-1").key(), FleetWindowTrial::console);
    fleet.opening(running("relay-2").key(), FleetWindowTrial::console);
    window =
        new FleetWindow(
            WindowRobot.small(given),
            clock,
            fleet,
            KURT,
            WorkspaceFile.none(),
            closed::incrementAndGet,
            texts);
    window.show();
  }

  private static ScriptedConsole console(EngineKey key) {
    ScriptedConsole console = new ScriptedConsole("staging", false);
    console.presence.show(new Presence.Known(States.ago(Duration.ofSeconds(1))));
    console.show(States.NATS, States.connected());
    console.show(States.ORACLE, States.connected());
    console.show(States.MARIADB, States.connected());
    return console;
  }

  @AfterEach
  final void close() {
    WindowRobot.onFxThread(window::close);
    fleet.close();
    clock.close();
  }

  final void pass(Duration time) {
    clock.moveTime(time);
  }

  @SuppressWarnings("unchecked")
  final ListView<FleetLine> list() {
    return robot.lookup("#engineList", ListView.class);
  }

  final List<String> engines() {
    return list().getItems().stream()
        .flatMap(line -> line.engine().stream())
        .map(line -> line.looks().get().name())
        .toList();
  }

  final int indexOf(String name) {
    return IntStream.range(0, list().getItems().size())
        .filter(
            index ->
                list()
                    .getItems()
                    .get(index)
                    .engine()
                    .filter(line -> line.looks().get().name().equals(name))
                    .isPresent())
        .findFirst()
        .orElseThrow();
  }

  final void choose(String name) {
    eventually(() -> assertThat(engines()).contains(name));
    WindowRobot.onFxThread(
        () -> {
          stage.requestFocus();
          list().requestFocus();
          list().getSelectionModel().clearAndSelect(indexOf(name));
          list().getFocusModel().focus(indexOf(name));
        });
  }

  /** Also while another window has the keyboard. */
  final void enter() {
    WindowRobot.onFxThread(
        () ->
            List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)
                .forEach(
                    type ->
                        list()
                            .fireEvent(
                                new KeyEvent(
                                    type, "", "", KeyCode.ENTER, false, false, false, false))));
  }

  final List<String> texts() {
    return shown(list())
        .filter(Labeled.class::isInstance)
        .flatMap(node -> Stream.ofNullable(((Labeled) node).getText()))
        .toList();
  }

  final List<Stage> consoles() {
    return Window.getWindows().stream()
        .filter(Stage.class::isInstance)
        .map(Stage.class::cast)
        .filter(other -> !other.equals(stage) && other.isShowing())
        .toList();
  }

  static String presenceWords(Node root) {
    return ((Labeled) root.lookup("#presenceWords")).getText();
  }

  /** What is drawn in the colour of what is well, as the style sheet has it in the end. */
  static List<Node> greens(Node root) {
    root.applyCss();
    return shown(root)
        .filter(node -> node.getStyleClass().contains("tone-success"))
        .filter(Labeled.class::isInstance)
        .filter(node -> isGreen((Labeled) node))
        .toList();
  }

  private static boolean isGreen(Labeled label) {
    return label.getTextFill() instanceof Color colour
        && colour.getGreen() > colour.getRed() + 0.1
        && colour.getGreen() > colour.getBlue() + 0.1;
  }

  static Stream<Node> shown(Node node) {
    if (!node.isVisible()) {
      return Stream.empty();
    }
    return node instanceof Parent parent
        ? Stream.concat(
            Stream.of(node),
            parent.getChildrenUnmodifiable().stream().flatMap(FleetWindowTrial::shown))
        : Stream.of(node);
  }

  static List<String> labels(Node root, String style) {
    return shown(root)
        .filter(node -> node.getStyleClass().contains(style))
        .filter(Labeled.class::isInstance)
        .map(node -> ((Labeled) node).getText())
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
