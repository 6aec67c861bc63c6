package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.clipboard;
import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.log.lines.LogRow;
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
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
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
  private static final Subject ORACLE = Subject.connection("oracle");

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();

  @Start
  void open(Stage stage) {
    new MainWindow(stage, engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void levelsAndTextFilter() {
    say(Severity.INFO, "Connected to Oracle");
    say(Severity.ERROR, "NATS connection lost");
    shows("Connected to Oracle", "NATS connection lost");

    robot.fire("#infos");
    shows("NATS connection lost");
    robot.fire("#infos");
    robot.press(KeyCode.CONTROL, KeyCode.L);
    assertThat(robot.lookup("#search", Node.class).isFocused()).isTrue();
    WindowRobot.onFxThread(() -> robot.lookup("#search", TextField.class).setText("to oracle"));
    shows("Connected to Oracle");

    robot.press(KeyCode.ESCAPE);
    shows("Connected to Oracle", "NATS connection lost");
  }

  @Test
  void showInLogShowsThatConnectionAloneUntilItsChipIsPressed() {
    say(Subject.relay("oracle"), Severity.INFO, "a relay of that name");
    say(Subject.connection("nats"), Severity.INFO, "waits for oracle");
    say(ORACLE, Severity.INFO, "Connected");
    shows("a relay of that name", "waits for oracle", "Connected");
    WindowRobot.onFxThread(() -> robot.lookup("#search", TextField.class).setText("waits"));
    shows("waits for oracle");

    showOracleInLog();
    shows("Connected");
    assertThat(robot.text("#search")).isEmpty();
    assertThat(robot.text(".log-chip")).isEqualTo("connection oracle");
    robot.fire("#infos");
    shows();
    robot.fire("#infos");
    shows("Connected");

    robot.fire(".log-chip");
    shows("a relay of that name", "waits for oracle", "Connected");
  }

  @Test
  void theFilterIsClearedAltogether() {
    say(Severity.WARN, "odd");
    shows("odd");
    showOracleInLog();
    robot.fire("#warnings");
    shows();
    say(Subject.relay("oracle"), Severity.INFO, "a relay of that name");

    robot.fire("#showAll");

    shows("odd", "a relay of that name");
  }

  /** The button below the details of a connection. */
  private void showOracleInLog() {
    robot.choose("Oracle");
    robot.fire("#page #showInLog");
  }

  @Test
  void aLineTellsKindAndNameOfWhoSaysIt() {
    say(Subject.relay("oracle"), Severity.INFO, "polled");
    say(ORACLE, Severity.INFO, "connected");
    say(Subject.PROGRAM, Severity.INFO, "open");

    eventually(
        () ->
            assertThat(list().lookupAll(".log-cell"))
                .extracting(Node::getAccessibleText)
                .contains(
                    "INFO, relay oracle, polled",
                    "INFO, connection oracle, connected",
                    "INFO, signalbox, the program, open"));
    assertThat(list().lookupAll(".log-source"))
        .extracting(node -> ((Label) node).getText() + ": " + ((Label) node).getTooltip().getText())
        .contains(
            "oracle: relay oracle",
            "oracle: connection oracle",
            "signalbox: signalbox, the program");
  }

  @Test
  void whenNothingMatchesItSaysHowMuchIsHidden() {
    say(Severity.INFO, "one");
    say(Severity.INFO, "two");
    shows("one", "two");

    robot.fire("#infos");

    eventually(() -> assertThat(robot.text("#nothing")).isEqualTo("No lines match; 2 hidden"));
    robot.fire("#showAll");
    shows("one", "two");
  }

  /** In sight as a whole, not only made. */
  @Test
  void theNewestOfAFewLinesIsInSight() {
    for (int i = 0; i < 12; i++) {
      String line = "line " + i;
      say(Severity.INFO, line);
      eventually(() -> assertThat(isInSight(line)).as(line).isTrue());
    }
  }

  private boolean isInSight(String line) {
    Bounds list = list().localToScene(list().getLayoutBounds());
    return robot.isThere(line)
        && list.contains(
            robot
                .lookup(line, Node.class)
                .localToScene(robot.lookup(line, Node.class).getLayoutBounds()));
  }

  @Test
  void itFollowsUntilTheReaderScrollsUp() {
    for (int i = 0; i < 200; i++) {
      say(Severity.INFO, "line " + i);
    }
    eventually(() -> assertThat(robot.isThere("line 199")).isTrue());

    robot.scrollUp(list());
    say(Severity.INFO, "newer");

    eventually(() -> assertThat(robot.text("#resume")).isEqualTo("1 new"));
    assertThat(list().getItems()).hasSize(200);
    WindowRobot.onFxThread(list()::requestFocus);
    robot.press(KeyCode.END);
    eventually(() -> assertThat(robot.isThere("newer")).isTrue());
    assertThat(robot.lookup("#resume", Node.class).isVisible()).isFalse();
  }

  @Test
  void spaceHoldsTheLinesStill() {
    say(Severity.INFO, "first");
    shows("first");
    WindowRobot.onFxThread(list()::requestFocus);

    robot.press(KeyCode.SPACE);
    say(Severity.INFO, "second");
    eventually(() -> assertThat(robot.text("#resume")).isEqualTo("1 new"));
    shows("first");
    robot.press(KeyCode.SPACE);

    shows("first", "second");
  }

  @Test
  void clearTakesTheLinesAway() {
    say(Severity.INFO, "old");
    shows("old");

    WindowRobot.onFxThread(item("clearLines")::fire);

    shows();
    assertThat(robot.text("#nothing")).isEqualTo("Nothing logged yet");
  }

  @Test
  void selectedLinesAreCopiedAndWithoutAnyTheClipboardStays() {
    say(Severity.INFO, "first");
    say(Severity.WARN, "second");
    shows("first", "second");
    WindowRobot.onFxThread(() -> copyByHand("mine"));
    WindowRobot.onFxThread(list()::requestFocus);

    robot.press(KeyCode.CONTROL, KeyCode.C);
    assertThat(robot.text("#notice")).contains("nothing is copied");
    assertThat(clipboard()).isEqualTo("mine");

    robot.press(KeyCode.CONTROL, KeyCode.A);
    robot.press(KeyCode.CONTROL, KeyCode.C);
    eventually(() -> assertThat(robot.text("#notice")).isEqualTo("Copied 2 lines"));
    assertThat(clipboard().lines())
        .containsExactly(
            "2026-03-02T10:14:07Z INFO  [oracle] first",
            "2026-03-02T10:14:07Z WARN  [oracle] second");
  }

  private static void copyByHand(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private MenuItem item(String id) {
    return robot.lookup("#logMore", MenuButton.class).getItems().stream()
        .filter(item -> id.equals(item.getId()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSelectedLineShowsItsDetails() {
    engine.journal.append(
        States.NOW, Severity.ERROR, ORACLE, "Failed", Optional.of("ORA-12514 in full"));
    shows("Failed");

    robot.click("Failed");

    assertThat(robot.text("#detailText")).contains("Failed").contains("ORA-12514 in full");
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.text("#detailTitle")).startsWith("Select a line");
    assertThat(robot.lookup("#detailText", Node.class).isVisible()).isFalse();
  }

  @Test
  void findingHidesNothingAndGoesRoundFromPlaceToPlace() {
    say(Severity.INFO, "a needle");
    say(Severity.INFO, "hay");
    say(Severity.INFO, "more needles");
    shows("a needle", "hay", "more needles");

    robot.press(KeyCode.CONTROL, KeyCode.F);
    WindowRobot.onFxThread(() -> robot.lookup("#find", TextField.class).setText("needle"));
    eventually(() -> assertThat(robot.text("#findCount")).isEqualTo("2 found"));
    eventually(() -> assertThat(robot.lookup(".log-found", Node.class)).isNotNull());
    robot.press(KeyCode.F3);
    eventually(() -> assertThat(robot.text("#findCount")).isEqualTo("1 of 2"));
    robot.press(KeyCode.SHIFT, KeyCode.F3);
    eventually(() -> assertThat(robot.text("#findCount")).isEqualTo("2 of 2"));
    assertThat(selected()).isEqualTo("more needles");

    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#findBar", Node.class).isVisible()).isFalse();
    shows("a needle", "hay", "more needles");
  }

  @Test
  void keysGoToErrorsAndBookmarksAndUnfoldWhatIsFolded() {
    say(Severity.ERROR, "lost, attempt 1");
    say(Severity.INFO, "fine");
    say(Severity.ERROR, "lost, attempt 2");
    say(Severity.ERROR, "broken");
    shows("fine", "lost, attempt 2", "broken");

    robot.press(KeyCode.SHIFT, KeyCode.F8);
    assertThat(selected()).isEqualTo("broken");
    robot.press(KeyCode.CONTROL, KeyCode.B);
    robot.press(KeyCode.F8);
    assertThat(selected()).isEqualTo("lost, attempt 2");
    assertThat(robot.text("#detailRepeats")).startsWith("2 times");
    eventually(
        () ->
            assertThat(list().lookupAll(".log-cell"))
                .extracting(Node::getAccessibleText)
                .contains("ERROR, connection oracle, broken, bookmarked"));
    robot.press(KeyCode.F2);
    assertThat(selected()).isEqualTo("broken");

    robot.press(KeyCode.F8);
    WindowRobot.onFxThread(list()::requestFocus);
    robot.press(KeyCode.RIGHT);
    shows("lost, attempt 1", "fine", "lost, attempt 2", "broken");
  }

  @Test
  void whatIsNoExpressionIsToldInPlaceAndWhatWasShownStays() {
    say(Severity.INFO, "refused (by peer)");
    shows("refused (by peer)");
    robot.fire("#searchExpression");

    WindowRobot.onFxThread(() -> robot.lookup("#search", TextField.class).setText("refused (by"));

    assertThat(robot.text("#fault")).startsWith("Not a regular expression: Unclosed group");
    shows("refused (by peer)");
  }

  private String selected() {
    return list().getSelectionModel().getSelectedItem().entry().message();
  }

  @Test
  void theStatusBarNamesTheLastProblemAndTheCounts() {
    say(Severity.ERROR, "NATS connection lost");

    eventually(() -> assertThat(robot.text("#message")).endsWith("NATS connection lost"));
    assertThat(robot.text("#log")).isEqualTo("log 1 kept, 0 dropped");
  }

  @Test
  void aFloodNeitherPilesUpNorBlocks() throws Exception {
    AtomicInteger changes = new AtomicInteger();
    WindowRobot.onFxThread(
        () ->
            list()
                .getItems()
                .addListener((ListChangeListener<Object>) _ -> changes.incrementAndGet()));
    for (int i = 0; i < FLOOD; i++) {
      say(Severity.INFO, "line " + i);
    }

    eventually(
        () -> {
          assertThat(list().getItems()).isNotEmpty();
          assertThat(list().getItems().getLast().entry().message()).isEqualTo("line 49999");
        });
    assertThat(list().getItems()).hasSize(1_000);
    assertThat(robot.text("#log")).isEqualTo("log 1,000 kept, 49,000 dropped");
    // A line does not cost the window a change of its own: ten a second are drawn, however many.
    assertThat(changes.get()).isLessThan(FLOOD / 100);
  }

  @Test
  void linesThatComeWhenTheWindowIsGoneAreNotDrawn() {
    List<String> complaints = new CopyOnWriteArrayList<>();
    Logger styles = Logger.getLogger("javafx.css");
    styles.setFilter(complaint -> !complaints.add(complaint.getMessage()));
    ListView<LogRow> list = list();
    WindowRobot.onFxThread(list.getScene().getWindow()::hide);

    say(Severity.INFO, "too late");

    eventually(() -> assertThat(list.getItems()).hasSize(1));
    WaitForAsyncUtils.waitForFxEvents();
    styles.setFilter(null);
    assertThat(complaints).isEmpty();
  }

  private void say(Severity severity, String message) {
    say(ORACLE, severity, message);
  }

  private void say(Subject source, Severity severity, String message) {
    engine.journal.append(States.NOW, severity, source, message, Optional.empty());
  }

  private void shows(String... messages) {
    eventually(
        () ->
            assertThat(List.copyOf(list().getItems()))
                .extracting(row -> row.entry().message())
                .containsExactly(messages));
  }

  @SuppressWarnings("unchecked")
  private ListView<LogRow> list() {
    return robot.lookup("#list", ListView.class);
  }
}
