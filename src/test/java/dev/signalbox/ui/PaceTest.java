package dev.signalbox.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final int LIVELY_TICKS = 30;

  private final Pace pace = new Pace();
  private Instant time = Instant.parse("2026-03-02T10:14:01Z");
  private boolean passing;
  private boolean counting;
  private int moves;

  /** Until that much time has passed; returns how often the window moved on. */
  private int pass(Duration span) {
    Instant end = time.plus(span);
    moves = 0;
    while (time.isBefore(end)) {
      time = time.plus(pace.quickProperty().get() ? QUICK : SLOW);
      if (pace.tick(time, passing, counting, Duration.ZERO)) {
        moves++;
        var _ = pace.moveOn(time);
      }
    }
    return moves;
  }

  private void calmDown() {
    pass(Duration.ofSeconds(70));
    assertThat(pace.quickProperty().get()).isFalse();
  }

  @Test
  void aCalmWindowMovesOnEveryTenSeconds() {
    calmDown();

    assertThat(pass(Duration.ofMinutes(1))).isEqualTo(6);
  }

  @Test
  void whatCountsSecondsIsMovedOnBySeconds() {
    calmDown();
    counting = true;

    assertThat(pass(Duration.ofMinutes(1))).isEqualTo(60);
    assertThat(pace.quickProperty().get()).isFalse();
  }

  @Test
  void whatPassesIsMovedOnAtEachTickUntilItHasEnded() {
    calmDown();
    passing = true;
    assertThat(pass(SLOW)).isOne();

    assertThat(pass(Duration.ofSeconds(2))).isEqualTo(20);

    passing = false;
    pass(SLOW);
    assertThat(pace.quickProperty().get()).isFalse();
  }

  @Test
  void theOperatorSeesTenthsFirstAndThenSecondsForAMinute() {
    calmDown();

    pace.quicken();

    assertThat(pace.quickProperty().get()).isTrue();
    assertThat(pass(Duration.ofSeconds(3))).isGreaterThanOrEqualTo(LIVELY_TICKS - 1);
    assertThat(pass(Duration.ofSeconds(50))).isEqualTo(50);
    pass(Duration.ofSeconds(20));
    assertThat(pass(Duration.ofMinutes(1))).isEqualTo(6);
  }

  @Test
  void newsIsFollowedQuicklyAndDrawsNothingByItself() {
    calmDown();
    pass(Duration.ofSeconds(time.getEpochSecond() % 10 == 0 ? 1 : 11 - time.getEpochSecond() % 10));

    pace.alert();

    assertThat(pace.quickProperty().get()).isTrue();
    assertThat(pass(SLOW)).isZero();
    assertThat(pace.quickProperty().get()).isFalse();
  }

  @Test
  void aClockThatIsSetBackNeitherStopsNorHurriesIt() {
    pace.quicken();
    calmDown();

    time = time.minus(Duration.ofHours(3));

    assertThat(pass(Duration.ofMinutes(1))).isBetween(6, 7);
  }

  @Test
  void theLongestLagSinceItMovedOnIsKept() {
    calmDown();
    pace.tick(time, false, false, Duration.ofMillis(40));
    pace.tick(time, false, false, Duration.ofMillis(7));

    assertThat(pace.moveOn(time)).isEqualTo(Duration.ofMillis(40));
    assertThat(pace.moveOn(time)).isZero();
  }
}
