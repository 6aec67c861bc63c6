package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.log.lines.LogRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LogWindowTest {
  private static final int FLOOD = 50_000;

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();
  private final LogInWindow log = new LogInWindow(engine, robot);

  @Start
  void open(Stage stage) {
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void levelsAndTextFilter() {
    log.say(Severity.INFO, "Connected to Oracle");
    log.say(Severity.ERROR, "NATS connection lost");
    log.shows("Connected to Oracle", "NATS connection lost");

    robot.fire("#infos");
    log.shows("NATS connection lost");
    robot.fire("#infos");
    robot.press(KeyCode.CONTROL, KeyCode.L);
    assertThat(robot.lookup("#search", Node.class).isFocused()).isTrue();
    WindowRobot.onFxThread(() -> robot.lookup("#search", TextField.class).setText("to oracle"));
    log.shows("Connected to Oracle");

    robot.press(KeyCode.ESCAPE);
    log.shows("Connected to Oracle", "NATS connection lost");
  }

  @Thorough
  @Test
  void showInLogShowsThatConnectionAloneUntilItsChipIsPressed() {
    log.say(Subject.relay("oracle"), Severity.INFO, "a relay of that name");
    log.say(Subject.connection("nats"), Severity.INFO, "waits for oracle");
    log.say(LogInWindow.ORACLE, Severity.INFO, "Connected");
    log.shows("a relay of that name", "waits for oracle", "Connected");
    WindowRobot.onFxThread(() -> robot.lookup("#search", TextField.class).setText("waits"));
    log.shows("waits for oracle");

    showOracleInLog();
    log.shows("Connected");
    assertThat(robot.text("#search")).isEmpty();
    assertThat(robot.text(".log-chip")).isEqualTo("connection oracle");
    robot.fire("#infos");
    log.shows();
    robot.fire("#infos");
    log.shows("Connected");

    robot.fire(".log-chip");
    log.shows("a relay of that name", "waits for oracle", "Connected");
  }

  /** Of ten lines, one a second, those of the middle: by mouse, and the same by keys. */
  @Thorough
  @Test
  void aTimeIsDrawnOverTheHistogramOrWalkedAndItsChipTakesItAway() {
    robot.press(KeyCode.F9);
    for (int i = 0; i < 10; i++) {
      engine.journal.append(
          States.NOW.plusSeconds(i),
          Severity.INFO,
          LogInWindow.ORACLE,
          "line " + (char) ('a' + i),
          Optional.empty());
    }
    eventually(() -> assertThat(log.list().getItems()).hasSize(10));
    Node histogram = robot.lookup(".log-histogram", Node.class);
    eventually(() -> assertThat(histogram.getLayoutBounds().getWidth()).isGreaterThan(400));
    Bounds place = histogram.localToScreen(histogram.getLayoutBounds());
    double second = Math.min(24, place.getWidth() / 91) * 10;
    double middle = place.getCenterY();

    robot.drag(place.getMinX() + 2.5 * second, middle, place.getMinX() + 5.5 * second, middle);
    log.shows("line d", "line e", "line f");
    assertThat(robot.text("#timeChip"))
        .matches("\\d+:14:09\\.[45]\\d\\d to \\d+:14:12\\.[56]\\d\\d");
    assertThat(robot.lookup("#timeChip", Node.class).getAccessibleText())
        .startsWith("Show other times than ");
    robot.fire("#timeChip");
    eventually(() -> assertThat(log.list().getItems()).hasSize(10));
    assertThat(robot.lookup("#timeChip", Node.class).isVisible()).isFalse();

    WindowRobot.onFxThread(histogram::requestFocus);
    robot.press(KeyCode.LEFT);
    robot.press(KeyCode.SHIFT, KeyCode.LEFT);
    assertThat(histogram.getAccessibleText()).startsWith("Only ").contains("1 other. ");
    robot.press(KeyCode.ESCAPE);
    assertThat(histogram.getAccessibleText()).doesNotStartWith("Only ");
    robot.press(KeyCode.SHIFT, KeyCode.RIGHT);
    robot.press(KeyCode.ENTER);
    log.shows("line j");
    robot.fire("#timeChip");
    eventually(() -> assertThat(log.list().getItems()).hasSize(10));
  }

  @Test
  void theFilterIsClearedAltogether() {
    log.say(Severity.WARN, "odd");
    log.shows("odd");
    showOracleInLog();
    robot.fire("#warnings");
    log.shows();
    log.say(Subject.relay("oracle"), Severity.INFO, "a relay of that name");

    robot.fire("#showAll");

    log.shows("odd", "a relay of that name");
  }

  /** The button below the details of a connection. */
  private void showOracleInLog() {
    robot.choose("Oracle");
    robot.fire("#page #showInLog");
  }

  @Test
  void aLineTellsKindAndNameOfWhoSaysIt() {
    log.say(Subject.relay("oracle"), Severity.INFO, "polled");
    log.say(LogInWindow.ORACLE, Severity.INFO, "connected");
    log.say(Subject.PROGRAM, Severity.INFO, "open");

    eventually(
        () ->
            assertThat(log.list().lookupAll(".log-cell"))
                .extracting(Node::getAccessibleText)
                .contains(
                    "INFO, relay oracle, polled",
                    "INFO, connection oracle, connected",
                    "INFO, signalbox, the program, open"));
    assertThat(log.list().lookupAll(".log-source"))
        .extracting(node -> ((Label) node).getText() + ": " + ((Label) node).getTooltip().getText())
        .contains(
            "oracle: relay oracle",
            "oracle: connection oracle",
            "signalbox: signalbox, the program");
  }

  @Test
  void whenNothingMatchesItSaysHowMuchIsHidden() {
    log.say(Severity.INFO, "one");
    log.say(Severity.INFO, "two");
    log.shows("one", "two");

    robot.fire("#infos");

    eventually(() -> assertThat(robot.text("#nothing")).isEqualTo("No lines match; 2 hidden"));
    robot.fire("#showAll");
    log.shows("one", "two");
  }

  /** In sight as a whole, not only made. */
  @Test
  void theNewestOfAFewLinesIsInSight() {
    for (int i = 0; i < 12; i++) {
      String line = "line " + i;
      log.say(Severity.INFO, line);
      eventually(() -> assertThat(isInSight(line)).as(line).isTrue());
    }
  }

  @Thorough
  @Test
  void theNewestLineIsInSightHoweverHighTheLogBecomes() {
    for (int i = 0; i < 12; i++) {
      log.say(Severity.INFO, "line " + i);
    }
    eventually(() -> assertThat(isInSight("line 11")).isTrue());
    for (int i = 0; i < 2; i++) {
      double before = log.list().getHeight();
      robot.press(KeyCode.F9);
      eventually(() -> assertThat(log.list().getHeight()).isNotEqualTo(before));
      eventually(() -> assertThat(isInSight("line 11")).isTrue());
    }
  }

  private boolean isInSight(String line) {
    Bounds list = log.list().localToScene(log.list().getLayoutBounds());
    return robot.isThere(line)
        && list.contains(
            robot
                .lookup(line, Node.class)
                .localToScene(robot.lookup(line, Node.class).getLayoutBounds()));
  }

  @Test
  void itFollowsUntilTheReaderScrollsUp() {
    for (int i = 0; i < 200; i++) {
      log.say(Severity.INFO, "line " + i);
    }
    eventually(() -> assertThat(robot.isThere("line 199")).isTrue());

    robot.scrollUp(log.list());
    eventually(
        () -> assertThat(robot.lookup("#follow", ToggleButton.class).isSelected()).isFalse());
    log.say(Severity.INFO, "newer");

    eventually(() -> assertThat(robot.text("#resume")).isEqualTo("1 new"));
    assertThat(log.list().getItems()).hasSize(200);
    WindowRobot.onFxThread(log.list()::requestFocus);
    robot.press(KeyCode.END);
    eventually(() -> assertThat(robot.isThere("newer")).isTrue());
    assertThat(robot.lookup("#resume", Node.class).isVisible()).isFalse();
  }

  @Test
  void spaceHoldsTheLinesStill() {
    log.say(Severity.INFO, "first");
    log.shows("first");
    WindowRobot.onFxThread(log.list()::requestFocus);

    robot.press(KeyCode.SPACE);
    log.say(Severity.INFO, "second");
    eventually(() -> assertThat(robot.text("#resume")).isEqualTo("1 new"));
    log.shows("first");
    robot.press(KeyCode.SPACE);

    log.shows("first", "second");
  }

  @Test
  void clearTakesTheLinesAway() {
    log.say(Severity.INFO, "old");
    log.shows("old");

    WindowRobot.onFxThread(item("clearLines")::fire);

    log.shows();
    assertThat(robot.text("#nothing")).isEqualTo("Nothing logged yet");
  }

  private MenuItem item(String id) {
    return robot.lookup("#logMore", MenuButton.class).getItems().stream()
        .filter(item -> id.equals(item.getId()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsNoExpressionIsToldInPlaceAndWhatWasShownStays() {
    log.say(Severity.INFO, "refused (by peer)");
    log.shows("refused (by peer)");
    robot.fire("#searchExpression");

    WindowRobot.onFxThread(() -> robot.lookup("#search", TextField.class).setText("refused (by"));

    assertThat(robot.text("#fault")).startsWith("Not a regular expression: Unclosed group");
    log.shows("refused (by peer)");
  }

  @Test
  void theStatusBarNamesTheLastProblemAndTheCounts() {
    log.say(Severity.ERROR, "NATS connection lost");

    eventually(() -> assertThat(robot.text("#message")).endsWith("NATS connection lost"));
    assertThat(robot.text("#log")).isEqualTo("log 1 kept, 0 dropped");
  }

  @Test
  void theStatusBarForgetsWhatIsOverAndLeadsToAllThereWas() {
    engine.show(States.ORACLE, States.failed());
    eventually(
        () ->
            assertThat(robot.text("#message"))
                .isEqualTo("One of the connections and relays needs somebody"));
    log.say(Severity.ERROR, "Oracle refuses the login");
    log.say(Subject.relay("txlog"), Severity.WARN, "a late row");
    log.say(Severity.INFO, "in between");
    eventually(() -> assertThat(robot.text("#message")).endsWith("a late row"));

    engine.moveTime(Duration.ofMinutes(2));
    eventually(() -> assertThat(robot.text("#message")).endsWith("Oracle refuses the login"));
    engine.show(States.ORACLE, States.connected());
    eventually(() -> assertThat(robot.text("#message")).isEqualTo("Ready"));
    assertThat(robot.lookup("#copy", Node.class).isVisible()).isFalse();

    robot.fire("#past");
    log.shows("Oracle refuses the login", "a late row");
  }

  @Test
  void aFloodNeitherPilesUpNorBlocks() throws Exception {
    AtomicInteger changes = new AtomicInteger();
    WindowRobot.onFxThread(
        () ->
            log.list()
                .getItems()
                .addListener((ListChangeListener<Object>) _ -> changes.incrementAndGet()));
    for (int i = 0; i < FLOOD; i++) {
      log.say(Severity.INFO, "line " + i);
    }

    eventually(
        () -> {
          assertThat(log.list().getItems()).isNotEmpty();
          assertThat(log.list().getItems().getLast().entry().message()).isEqualTo("line 49999");
        });
    assertThat(log.list().getItems()).hasSize(1_000);
    assertThat(robot.text("#log")).isEqualTo("log 1,000 kept, 49,000 dropped");
    // A line does not cost the window a change of its own: ten a second are drawn, however many.
    assertThat(changes.get()).isLessThan(FLOOD / 100);
  }

  @Test
  void linesThatComeWhenTheWindowIsGoneAreNotDrawn() {
    List<String> complaints = new CopyOnWriteArrayList<>();
    Logger styles = Logger.getLogger("javafx.css");
    styles.setFilter(complaint -> !complaints.add(complaint.getMessage()));
    ListView<LogRow> list = log.list();
    WindowRobot.onFxThread(list.getScene().getWindow()::hide);

    log.say(Severity.INFO, "too late");

    eventually(() -> assertThat(list.getItems()).hasSize(1));
    WaitForAsyncUtils.waitForFxEvents();
    styles.setFilter(null);
    assertThat(complaints).isEmpty();
  }
}
