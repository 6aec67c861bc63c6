package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Journal;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.testing.Thorough;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** However long the log is and however fast it grows, the window goes on drawing. */
@Thorough
@ExtendWith(ApplicationExtension.class)
class LogFramesTest {
  private static final int KEPT = 100_000;
  private static final int RUNS = 5;
  private static final double MOST_MILLIS = 100;

  private final ScriptedConsole engine = new ScriptedConsole(new Journal(KEPT, 1_000_000_000));
  private final WindowRobot robot = new WindowRobot();
  private int said;

  @Start
  void open(Stage stage) {
    new MainWindow(stage, engine).showConsole(engine.window());
    stage.setWidth(1_280);
    stage.setHeight(800);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void whileAHundredThousandLinesAreFiltered() throws Exception {
    say(KEPT);
    robot.press(KeyCode.F9);
    shows("100,000 of 100,000");

    assertThat(
            median(
                () -> {
                  filter("7 rows");
                  shows("of 100,000");
                  filter("");
                  shows("100,000 of 100,000");
                  return null;
                }))
        .isLessThan(MOST_MILLIS);
  }

  @Test
  void whileFiveThousandLinesASecondCome() throws Exception {
    robot.press(KeyCode.F9);
    AtomicInteger tens = new AtomicInteger();
    assertThat(
            median(
                () -> {
                  int end = tens.get() + 20;
                  while (tens.incrementAndGet() < end) {
                    say(500);
                    WaitForAsyncUtils.waitForFxEvents();
                    int until = said;
                    eventually(
                        () ->
                            assertThat(robot.text("#counts")).contains("%,d of".formatted(until)));
                  }
                  return null;
                }))
        .isLessThan(MOST_MILLIS);
  }

  /** Of the longest times between two pulses. */
  private static double median(Callable<Void> run) throws Exception {
    run.call();
    List<Double> longest = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      Frames frames = new Frames();
      WindowRobot.onFxThread(frames::begin);
      run.call();
      longest.add(WaitForAsyncUtils.waitForAsyncFx(60_000, frames::end).longest());
    }
    return longest.stream().sorted().toList().get(RUNS / 2);
  }

  private void filter(String text) {
    WindowRobot.onFxThread(() -> robot.lookup("#search", TextField.class).setText(text));
  }

  private void shows(String counts) {
    eventually(
        () -> assertThat(robot.text("#counts")).contains(counts).doesNotContain("looked at"));
  }

  private void say(int lines) {
    for (int i = 0; i < lines; i++) {
      engine.journal.append(
          States.NOW,
          said % 500 == 0 ? Severity.ERROR : Severity.INFO,
          Subject.relay("txlog"),
          "Cycle %d: %d rows".formatted(said, said % 100),
          Optional.empty());
      said++;
    }
  }
}
