package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.fleet.EngineScript.engine;
import static dev.signalbox.ui.fleet.EngineScript.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.Contrast;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.States;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What an operator sees of many engines, and does there. */
@ExtendWith(ApplicationExtension.class)
class FleetWindowTest {
  private static final Actor KURT = new Actor("kurt", "console-3", "fleet window");

  private final ScriptedFleet fleet = new ScriptedFleet();

  /** Time for the window: it stands still unless moved. */
  private final ScriptedConsole clock = new ScriptedConsole("", false);

  private final WindowRobot robot = new WindowRobot();
  private final AtomicInteger closed = new AtomicInteger();
  private FleetWindow window;
  private Stage stage;

  @Start
  void open(Stage given) {
    stage = given;
    fleet.show(
        running("relay-1"),
        engine("relay-2")
            .connection("oracle", "Failed", Optional.of("access denied"))
            .relay("Paused"),
        engine("relay-3").relay("Stopped").production());
    fleet.opening(running("relay-1").key(), this::console);
    fleet.opening(running("relay-2").key(), this::console);
    window =
        new FleetWindow(
            WindowRobot.small(stage),
            clock,
            fleet,
            KURT,
            WorkspaceFile.none(),
            closed::incrementAndGet);
    window.show();
  }

  private ScriptedConsole console(EngineKey key) {
    ScriptedConsole console = new ScriptedConsole("staging", false);
    console.presence.show(new Presence.Known(States.ago(Duration.ofSeconds(1))));
    console.show(States.NATS, States.connected());
    console.show(States.ORACLE, States.connected());
    console.show(States.MARIADB, States.connected());
    return console;
  }

  @AfterEach
  void close() {
    WindowRobot.onFxThread(window::close);
    fleet.close();
    clock.close();
  }

  @Test
  void theListTellsEachEngineInWords() {
    eventually(() -> assertThat(list().getItems()).hasSize(5));

    assertThat(texts())
        .contains(
            "relay-1",
            "host-of-relay-1",
            "Running",
            "1 of 1 polling",
            "heard 1 s ago",
            "Failed",
            "txlog: Paused · oracle: Failed – access denied")
        .anyMatch(text -> text.startsWith("PRODUCTION · north"));
    assertThat(robot.text("#summary")).isEqualTo("3 engines, 3 known");
    assertThat(robot.text("#chip-FAILED")).isEqualTo("Failed  1");
    assertThat(stage.getTitle()).isEqualTo("Signalbox – fleet – 3 engines, 3 known");
    assertThat(robot.lookup("#chip-SILENT", Node.class).isVisible()).isFalse();

    fleet.show(
        new Link.Online(States.ago(Duration.ofSeconds(3)), List.of("stream ONE: is missing")),
        List.of(running("relay-1").row()));
    pass(Duration.ofSeconds(1));
    eventually(
        () ->
            assertThat(robot.text("#link"))
                .endsWith("Look with \"signalbox fleet setup\" at stream ONE: is missing"));
    assertThat(robot.lookup("#link", Label.class).getStyleClass()).contains("tone-warning");

    fleet.show(
        new Link.Offline(States.ago(Duration.ofSeconds(3)), "connection refused"),
        List.of(running("relay-1").row()));
    pass(Duration.ofSeconds(1));
    eventually(
        () -> assertThat(robot.text("#link")).startsWith("Cut off since ").endsWith("refused"));
    assertThat(texts()).contains("Not known", "not known: this window is cut off");
    assertThat(texts()).doesNotContain("Running", "heard 1 s ago");
    assertThat(greens(list())).isEmpty();
  }

  @Thorough
  @Test
  void chipsAndTextFilterAndEscShowsAllAgain() {
    robot.fire("#chip-FAILED");
    eventually(() -> assertThat(engines()).containsExactly("relay-2"));
    robot.press(KeyCode.ESCAPE);
    eventually(() -> assertThat(engines()).hasSize(3));
    assertThat(robot.lookup("#chip-FAILED", ToggleButton.class).isSelected()).isFalse();

    robot.press(KeyCode.CONTROL, KeyCode.F);
    WindowRobot.onFxThread(
        () -> {
          TextField filter = robot.lookup("#filter", TextField.class);
          assertThat(filter.isFocused()).isTrue();
          filter.setText("nowhere");
        });
    eventually(
        () ->
            assertThat(robot.text("#nothing")).isEqualTo("Nothing matches; 3 engines are hidden"));
    robot.press(KeyCode.ESCAPE);
    eventually(() -> assertThat(list().isFocused()).isTrue());
    WindowRobot.onFxThread(
        () ->
            list()
                .fireEvent(
                    new KeyEvent(
                        KeyEvent.KEY_TYPED,
                        "/",
                        "/",
                        KeyCode.UNDEFINED,
                        false,
                        false,
                        false,
                        false)));
    assertThat(robot.lookup("#filter", TextField.class).isFocused()).isTrue();
    assertThat(robot.lookup("#filter", TextField.class).getText()).isEmpty();
  }

  @Thorough
  @Test
  void keysGoFromRegionToRegionAndToWhateverIsInTrouble() {
    eventually(() -> assertThat(list().isFocused()).isTrue());
    robot.press(KeyCode.F8);
    assertThat(robot.text("#message")).isEqualTo("Enter opens the console of relay-2");
    robot.press(KeyCode.F6);
    assertThat(robot.lookup("#filter", TextField.class).isFocused()).isTrue();
    robot.press(KeyCode.F6);
    assertThat(stage.getScene().getFocusOwner()).isInstanceOf(ToggleButton.class);
    robot.press(KeyCode.F6);
    assertThat(list().isFocused()).isTrue();
    robot.press(KeyCode.F1);
    assertThat(robot.lookup("#keys", Node.class).isVisible()).isTrue();
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#keys", Node.class).isVisible()).isFalse();
    robot.press(KeyCode.CONTROL, KeyCode.Q);
    assertThat(closed).hasValue(1);
    assertThat(fleet.engines.listeners()).isZero();
  }

  @Test
  void headingsAreNoPlaceForTheKeyboard() {
    eventually(() -> assertThat(list().isFocused()).isTrue());
    robot.press(KeyCode.HOME);
    List<String> messages =
        Stream.of(KeyCode.UP, KeyCode.DOWN, KeyCode.DOWN, KeyCode.UP, KeyCode.END, KeyCode.HOME)
            .map(
                key -> {
                  robot.press(key);
                  return robot.text("#message").replace("Enter opens the console of ", "");
                })
            .toList();
    assertThat(messages)
        .containsExactly("relay-2", "relay-1", "relay-3", "relay-1", "relay-3", "relay-2");

    robot.press(KeyCode.SHIFT, KeyCode.END);
    assertThat(robot.text("#scope")).isEqualTo("3 selected");
    assertThat(list().getSelectionModel().getSelectedItems()).hasSize(3);
  }

  @Test
  void enterOpensOneConsoleForEachEngineAndClosingLeavesNoListener() {
    choose("relay-1");
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(consoles()).hasSize(1));
    ScriptedConsole console = fleet.consoles.getFirst();
    assertThat(console.listeners()).isPositive();
    Stage first = consoles().getFirst();
    assertThat(first.getTitle()).isEqualTo("Signalbox – relay-1, staging – 3 of 3 connected");

    choose("relay-1");
    enter();
    choose("relay-2");
    enter();
    eventually(() -> assertThat(consoles()).hasSize(2));
    assertThat(fleet.consoles).hasSize(2);

    WindowRobot.onFxThread(
        () -> first.fireEvent(new WindowEvent(first, WindowEvent.WINDOW_CLOSE_REQUEST)));
    eventually(() -> assertThat(consoles()).hasSize(1));
    assertThat(console.isClosed()).isTrue();
    assertThat(console.listeners()).isZero();
    assertThat(console.sent).isEmpty();

    WindowRobot.onFxThread(window::close);
    eventually(() -> assertThat(consoles()).isEmpty());
    assertThat(fleet.consoles).allMatch(ScriptedConsole::isClosed);
    assertThat(fleet.consoles.stream().map(ScriptedConsole::listeners)).containsOnly(0);
    assertThat(closed).hasValue(1);
  }

  @Test
  void whatNobodyKnowsOfIsSaidInsteadOfOpened() {
    choose("relay-3");
    robot.press(KeyCode.ENTER);

    assertThat(robot.text("#message")).isEqualTo("Nothing is known of relay-3 any more");
    assertThat(consoles()).isEmpty();
  }

  @Test
  void theConsoleOfAnEngineSaysHowSureItIsAndIsNeverGreenWhenItIsNot() {
    choose("relay-1");
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(consoles()).hasSize(1));
    ScriptedConsole console = fleet.consoles.getFirst();
    Node root = consoles().getFirst().getScene().getRoot();
    eventually(() -> assertThat(presenceWords(root)).isEqualTo("relay-1 · known, heard 1 s ago"));
    assertThat(greens(root)).isNotEmpty();

    pass(Duration.ofSeconds(14));
    console.presence.show(new Presence.Silent(States.NOW));

    eventually(
        () ->
            assertThat(presenceWords(root))
                .startsWith("relay-1 · silent for 14 s: all below is as of "));
    eventually(() -> assertThat(greens(root)).isEmpty());
    assertThat(consoles().getFirst().getTitle()).endsWith("Silent");

    console.presence.show(new Presence.Known(States.NOW.plusSeconds(14)));
    eventually(() -> assertThat(greens(root)).isNotEmpty());
  }

  @Test
  void whatANewerEngineSaysIsNotKnownInItsConsoleAndNothingIsRed() {
    choose("relay-1");
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(consoles()).hasSize(1));
    ScriptedConsole console = fleet.consoles.getFirst();
    Node root = consoles().getFirst().getScene().getRoot();

    console.show(States.ORACLE, new ConnectionState.Failed(States.NOW, States.GLIDING));
    console.show(new RelayState.Stalled(States.NOW, States.GLIDING));

    eventually(
        () -> {
          assertThat(labels(root, "tone-warning"))
              .filteredOn("Not known here"::equals)
              .as("both, in the list")
              .hasSizeGreaterThanOrEqualTo(2);
          assertThat(labels(root, "tone-danger")).isEmpty();
        });
  }

  private static List<String> labels(Node root, String style) {
    return shown(root)
        .filter(node -> node.getStyleClass().contains(style))
        .filter(Labeled.class::isInstance)
        .map(node -> ((Labeled) node).getText())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @Thorough
  @Test
  void anEngineThatEndsElsewhereTakesNoWindowWithIt() {
    choose("relay-1");
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(consoles()).hasSize(1));
    ScriptedConsole console = fleet.consoles.getFirst();
    Stage opened = consoles().getFirst();

    console.program.show(States.closingForThreeSeconds());

    eventually(
        () ->
            assertThat(((Labeled) opened.getScene().lookup("#message")).getText())
                .isEqualTo("Closing"));
    assertThat(opened.getScene().lookup("#shutdown").isVisible()).isFalse();
    assertThat(opened.getScene().lookup("#objectList").isDisabled()).isFalse();
    console.program.show(new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty()));
    console.show(States.ORACLE, States.failed());
    eventually(() -> assertThat(opened.getTitle()).contains("2 of 3 connected"));
  }

  @Thorough
  @Test
  void manyAreAskedAfterAQuestionAndTheResultStays() {
    fleet.outcome =
        key ->
            CompletableFuture.completedStage(
                key.equals(running("relay-1").key())
                    ? new Outcome.Accepted()
                    : new Outcome.Refused("it is closing"));
    eventually(() -> assertThat(robot.text("#scope")).isEqualTo("3 shown"));
    robot.fire("#bulkHandOver");
    assertThat(robot.text("#bulkEffect")).startsWith("One relay will be handed over: ");
    robot.press(KeyCode.ESCAPE);
    robot.fire("#bulkStop");
    assertThat(robot.text("#bulkEffect"))
        .isEqualTo("2 relays of 2 engines will stop; one does not poll.");
    assertThat(robot.lookup("#bulkKeep", Button.class).isFocused()).isTrue();
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#bulk", Node.class).isVisible()).isFalse();
    assertThat(fleet.sent).isEmpty();

    robot.fire("#bulkStop");
    robot.fire("#bulkConfirm");
    eventually(
        () -> assertThat(robot.text("#bulkSummary")).isEqualTo("Stop polling: 1 refused, 1 done"));
    assertThat(fleet.sent).hasSize(2);
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#bulkResults", Node.class).isVisible()).isTrue();
    robot.fire("#bulkCopy");
    assertThat(WindowRobot.clipboard())
        .isEqualTo(
            """
            Stop polling: 1 refused, 1 done
            relay-2\tstop txlog\trefused: it is closing
            relay-1\tstop txlog\tdone
            """);
    robot.fire("#bulkDismiss");
    assertThat(robot.lookup("#bulk", Node.class).isVisible()).isFalse();
  }

  @Test
  void inProductionTheNumberIsTypedFirstAndNothingIsStarted() {
    fleet.show(running("relay-3").production(), engine("relay-4").relay("Stopped").production());
    pass(Duration.ofSeconds(4));
    eventually(() -> assertThat(engines()).containsExactly("relay-4", "relay-3"));

    robot.fire("#bulkStart");
    assertThat(robot.text("#bulkEffect"))
        .startsWith("No relay will start; one engine needs arming: skipped");
    assertThat(robot.lookup("#bulkConfirm", Node.class).isVisible()).isFalse();
    robot.fire("#bulkKeep");

    robot.fire("#bulkStop");
    assertThat(robot.text("#bulkTypeHint"))
        .isEqualTo("Some of it is production. Type 1 to confirm:");
    assertThat(robot.lookup("#bulkConfirm", Node.class).isDisabled()).isTrue();
    TextField typed = robot.lookup("#bulkTyped", TextField.class);
    assertThat(typed.isFocused()).isTrue();
    WindowRobot.onFxThread(() -> typed.setText("2"));
    robot.press(KeyCode.ENTER);
    assertThat(fleet.sent).isEmpty();
    WindowRobot.onFxThread(() -> typed.setText("1"));
    robot.press(KeyCode.ENTER);
    eventually(() -> assertThat(fleet.sent).hasSize(1));
  }

  @Thorough
  @Test
  void aThousandEnginesHaveNoMoreCellsThanFitIntoTheWindow() {
    fleet.show(
        IntStream.range(0, 1_000)
            .mapToObj(i -> running("relay-%03d".formatted(i)))
            .toArray(EngineScript[]::new));
    pass(Duration.ofSeconds(1));
    eventually(() -> assertThat(list().getItems()).hasSize(1_001));

    for (int round = 0; round < 5; round++) {
      int failing = round;
      fleet.show(
          IntStream.range(0, 1_000)
              .mapToObj(
                  i ->
                      i % 10 == failing
                          ? engine("relay-%03d".formatted(i)).relay("Failed")
                          : running("relay-%03d".formatted(i)))
              .toArray(EngineScript[]::new));
      pass(Duration.ofSeconds(4));
      eventually(() -> assertThat(engines().getFirst()).isEqualTo("relay-%03d".formatted(failing)));
      int place = round * 200;
      WindowRobot.onFxThread(() -> list().scrollTo(place));
    }

    assertThat(window.cellsMade()).isLessThan(40);
  }

  @Test
  void whatIsSelectedStaysSelectedWhereverItGoes() {
    choose("relay-1");
    WindowRobot.onFxThread(() -> list().getSelectionModel().select(indexOf("relay-2")));
    eventually(() -> assertThat(robot.text("#scope")).isEqualTo("2 selected"));

    fleet.show(
        engine("relay-1").relay("Failed"), engine("relay-2").relay("Stopped"), running("relay-0"));
    pass(Duration.ofSeconds(4));

    eventually(() -> assertThat(engines()).containsExactly("relay-1", "relay-2", "relay-0"));
    assertThat(robot.text("#scope")).isEqualTo("2 selected");
  }

  @Thorough
  @Test
  void everyTextStandsOutFromWhatLiesBehindIt() {
    Instant then = States.ago(Duration.ofHours(1));
    fleet.show(
        running("a"),
        running("b").presence(new Presence.Gone(then, Optional.empty())),
        running("c").presence(new Presence.Silent(then)).version("2.0.0"),
        running("d").presence(new Presence.Ended(then)),
        engine("e").relay("e", "Stalled", Optional.empty()).production(),
        engine("f").relay("f", "Failed", Optional.of("gave up")),
        engine("g").relay("g", "Starting", Optional.empty()));
    pass(Duration.ofSeconds(4));
    eventually(() -> assertThat(engines()).hasSize(7));
    SoftAssertions soft = new SoftAssertions();
    look(soft, "list");
    robot.fire("#chip-FAILED");
    look(soft, "chip");
    robot.press(KeyCode.ESCAPE);
    eventually(() -> assertThat(engines()).hasSize(7));
    robot.fire("#bulkStop");
    look(soft, "question");
    WindowRobot.onFxThread(() -> robot.lookup("#bulkTyped", TextField.class).setText("3"));
    fleet.outcome =
        _ -> CompletableFuture.completedStage(new Outcome.NoAnswer("nothing came within 5 s"));
    robot.fire("#bulkConfirm");
    eventually(() -> assertThat(robot.text("#bulkSummary")).contains("without an answer"));
    look(soft, "result");
    robot.press(KeyCode.F1);
    look(soft, "keys");
    soft.assertAll();
  }

  private void look(SoftAssertions soft, String what) {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      WindowRobot.onFxThread(() -> window.theme().choose(theme));
      WindowRobot.onFxThread(
          () -> {
            Parent root = stage.getScene().getRoot();
            root.applyCss();
            root.layout();
            Contrast contrast = Contrast.below(root);
            soft.assertThat(contrast.looked()).as("texts, %s, %s", what, theme).isGreaterThan(5);
            soft.assertThat(contrast.tooFaint()).as("%s, %s", what, theme).isEmpty();
          });
    }
  }

  private void pass(Duration time) {
    clock.moveTime(time);
  }

  @SuppressWarnings("unchecked")
  private ListView<FleetLine> list() {
    return robot.lookup("#engineList", ListView.class);
  }

  private List<String> engines() {
    return list().getItems().stream()
        .flatMap(line -> line.engine().stream())
        .map(line -> line.looks().get().name())
        .toList();
  }

  private int indexOf(String name) {
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

  private void choose(String name) {
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
  private void enter() {
    WindowRobot.onFxThread(
        () ->
            list()
                .fireEvent(
                    new KeyEvent(
                        KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));
  }

  private List<String> texts() {
    return shown(list())
        .filter(Labeled.class::isInstance)
        .flatMap(node -> Stream.ofNullable(((Labeled) node).getText()))
        .toList();
  }

  private List<Stage> consoles() {
    return Window.getWindows().stream()
        .filter(Stage.class::isInstance)
        .map(Stage.class::cast)
        .filter(other -> !other.equals(stage) && other.isShowing())
        .toList();
  }

  private static String presenceWords(Node root) {
    return ((Labeled) root.lookup("#presenceWords")).getText();
  }

  /** What is drawn in the colour of what is well, as the style sheet has it in the end. */
  private static List<Node> greens(Node root) {
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

  private static Stream<Node> shown(Node node) {
    if (!node.isVisible()) {
      return Stream.empty();
    }
    return node instanceof Parent parent
        ? Stream.concat(
            Stream.of(node),
            parent.getChildrenUnmodifiable().stream().flatMap(FleetWindowTest::shown))
        : Stream.of(node);
  }
}
