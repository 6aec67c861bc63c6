package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.clipboard;
import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
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
  void showInLogShowsThatConnectionAloneUntilSomethingIsTyped() {
    say(Subject.relay("oracle"), Severity.INFO, "a relay of that name");
    say(Subject.connection("nats"), Severity.INFO, "waits for oracle");
    say(ORACLE, Severity.INFO, "Connected");
    shows("a relay of that name", "waits for oracle", "Connected");
    TextField search = robot.lookup("#search", TextField.class);

    showOracleInLog();
    shows("Connected");
    assertThat(search.getText()).isEqualTo("oracle");
    robot.fire("#infos");
    shows();
    robot.fire("#infos");
    shows("Connected");

    WindowRobot.onFxThread(() -> search.setText("oracl"));
    shows("a relay of that name", "waits for oracle", "Connected");

    showOracleInLog();
    shows("Connected");
    WindowRobot.onFxThread(search::clear);
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

    robot.click("Clear");

    shows();
    assertThat(robot.text("#nothing")).isEqualTo("Nothing logged yet");
  }

  @Test
  void selectedLinesAreCopiedElseAll() {
    say(Severity.INFO, "first");
    say(Severity.WARN, "second");
    shows("first", "second");
    WindowRobot.onFxThread(list()::requestFocus);

    robot.press(KeyCode.CONTROL, KeyCode.C);
    assertThat(clipboard().lines())
        .containsExactly(
            "2026-03-02T10:14:07Z INFO  [oracle] first",
            "2026-03-02T10:14:07Z WARN  [oracle] second");
    WindowRobot.onFxThread(() -> list().getSelectionModel().select(1));
    robot.press(KeyCode.CONTROL, KeyCode.C);

    assertThat(clipboard()).isEqualTo("2026-03-02T10:14:07Z WARN  [oracle] second");
  }

  @Test
  void aSelectedLineShowsItsDetails() {
    engine.journal.append(
        States.NOW, Severity.ERROR, ORACLE, "Failed", Optional.of("ORA-12514 in full"));
    shows("Failed");

    robot.click("Failed");

    assertThat(robot.text("#detailText")).contains("Failed").contains("ORA-12514 in full");
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#detailPane", Node.class).isVisible()).isFalse();
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
          assertThat(list().getItems().getLast().message()).isEqualTo("line 49999");
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
    ListView<LogEntry> list = list();
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
                .extracting(LogEntry::message)
                .containsExactly(messages));
  }

  @SuppressWarnings("unchecked")
  private ListView<LogEntry> list() {
    return robot.lookup("#list", ListView.class);
  }
}
