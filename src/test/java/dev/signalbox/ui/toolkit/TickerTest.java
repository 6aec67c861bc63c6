package dev.signalbox.ui.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.ManualScheduler;
import dev.signalbox.ui.WindowRobot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class TickerTest {
  private static final Duration TENTH = Duration.ofMillis(100);

  private final ManualScheduler time = new ManualScheduler();
  private final Instant start = time.now();

  /** How long after the start the ticks came. */
  private final List<Duration> ticks = new ArrayList<>();

  private final Ticker ticker =
      new Ticker(time, (now, _) -> ticks.add(Duration.between(start, now)));

  @BeforeEach
  void start() {
    WindowRobot.onFxThread(ticker::start);
  }

  /** In tenths of a second, after each of which the FX thread gets to what is due. */
  private void pass(int tenths) {
    for (int i = 0; i < tenths; i++) {
      time.advance(TENTH);
      WindowRobot.onFxThread(() -> {});
    }
  }

  private List<Integer> tenths() {
    return ticks.stream().map(each -> (int) each.dividedBy(TENTH)).toList();
  }

  private void hurry(boolean wanted) {
    WindowRobot.onFxThread(() -> ticker.hurry(wanted));
  }

  @Test
  void itTicksTenTimesASecondOrOnce() {
    pass(3);
    hurry(false);
    pass(25);

    // What was planned already comes as it was planned.
    assertThat(tenths()).containsExactly(1, 2, 3, 4, 14, 24);
  }

  @Test
  void whoeverHurriesDoesNotWaitForTheSecondToEnd() {
    hurry(false);
    pass(5);
    hurry(true);
    pass(8);

    assertThat(tenths()).containsExactly(1, 6, 7, 8, 9, 10, 11, 12, 13);
    assertThat(time.waiting()).isOne();
  }

  @Test
  void aTickThatIsOnItsWayWhileSomebodyHurriesComesOnce() {
    hurry(false);
    pass(1);
    WindowRobot.onFxThread(
        () -> {
          // It is due, and waits for this thread.
          time.advance(Duration.ofSeconds(1));
          ticker.hurry(true);
        });
    pass(3);

    assertThat(tenths()).containsExactly(1, 12, 13, 14);
    assertThat(time.waiting()).isOne();
  }

  @Test
  void whileItIsPausedNothingIsPlanned() {
    pass(2);
    WindowRobot.onFxThread(() -> ticker.pause(true));
    pass(20);
    assertThat(tenths()).containsExactly(1, 2);
    assertThat(time.waiting()).isZero();

    hurry(false);
    hurry(true);
    assertThat(time.waiting()).isZero();

    WindowRobot.onFxThread(() -> ticker.pause(false));
    // What it does at once comes behind that on this thread.
    WindowRobot.onFxThread(() -> {});
    pass(2);
    assertThat(tenths()).containsExactly(1, 2, 22, 23, 24);
  }

  @Test
  void onceItIsStoppedNothingComesAnyMore() {
    pass(1);
    WindowRobot.onFxThread(ticker::stop);
    pass(20);

    assertThat(tenths()).containsExactly(1);
    assertThat(time.waiting()).isZero();
  }
}
