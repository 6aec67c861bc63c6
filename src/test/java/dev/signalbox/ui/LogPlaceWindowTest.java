package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Which lines are in sight when there come to be fewer of them than had been gone through. */
@ExtendWith(ApplicationExtension.class)
class LogPlaceWindowTest {
  private static final int LINES = 1_000;

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();
  private final LogInWindow log = new LogInWindow(engine, robot);
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Logger toolkit = Logger.getLogger("javafx.scene.control");

  @Start
  void open(Stage stage) {
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @BeforeEach
  void listen() {
    toolkit.setFilter(complaint -> !complaints.add(complaint.getMessage()));
    for (int i = 0; i < LINES; i++) {
      log.say(Severity.INFO, "line " + i + (i % 2 == 0 ? " even" : " odd"));
    }
    eventually(() -> assertThat(lastInSight()).isEqualTo(LINES - 1));
  }

  @AfterEach
  void close() {
    toolkit.setFilter(null);
    engine.close();
  }

  @Test
  void whileItFollowsTheNewestOfThemAreInSightAtOnce() {
    for (String text : List.of("even", "", "line 7", "nothing of that kind", "odd")) {
      WindowRobot.onFxThread(() -> robot.lookup("#search", TextField.class).setText(text));
      eventually(() -> assertThat(log.list().getItems()).hasSize(count(text)));
      eventually(() -> assertThat(lastInSight()).isEqualTo(count(text) - 1));
    }

    assertThat(complaints).isEmpty();
  }

  @Test
  void aReaderWhoStoodBehindTheEndStandsAtIt() {
    WindowRobot.onFxThread(log.list()::requestFocus);
    robot.press(KeyCode.UP);
    WindowRobot.onFxThread(() -> robot.lookup("#search", TextField.class).setText("even"));

    eventually(() -> assertThat(log.list().getItems()).hasSize(count("even")));
    eventually(() -> assertThat(lastInSight()).isGreaterThan(count("even") - 5));
    assertThat(complaints).isEmpty();
  }

  private int count(String text) {
    return (int)
        engine.journal.tail(LINES).entries().stream()
            .filter(entry -> entry.message().contains(text))
            .count();
  }

  /** The index of the last row that is shown as a whole; -1 if none is. */
  private int lastInSight() {
    VirtualFlow<?> flow = (VirtualFlow<?>) log.list().lookup(".virtual-flow");
    IndexedCell<?> last = flow.getLastVisibleCell();
    return log.list().getItems().isEmpty() || last == null ? -1 : last.getIndex();
  }
}
