package dev.signalbox.fleet.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:14:07Z");

  private final ClockOffset clock = new ClockOffset();

  @Test
  void aClockThatIsNearlyRightIsTakenAsItIs() {
    clock.heard(NOW.minusMillis(1_900), NOW);
    assertThat(clock.late()).isZero();
    clock.heard(NOW.plusMillis(1_900), NOW);
    assertThat(clock.late()).isZero();
  }

  @Test
  void theLeastThatWasSeenCounts() {
    clock.heard(NOW.minusSeconds(180).minusMillis(900), NOW);
    clock.heard(NOW.minusSeconds(180).minusMillis(5), NOW);
    clock.heard(NOW.minusSeconds(180).minusMillis(700), NOW);

    assertThat(clock.late()).isEqualTo(Duration.ofMinutes(3).plusMillis(5));
  }

  @Test
  void aClockThatIsFastIsLateByLessThanNothing() {
    clock.heard(NOW.plusSeconds(240), NOW);

    assertThat(clock.late()).isEqualTo(Duration.ofMinutes(-4));
  }

  @Test
  void aClockThatIsSetIsBelievedAnew() {
    clock.heard(NOW, NOW);
    clock.heard(NOW.minusSeconds(300), NOW);
    assertThat(clock.late()).isEqualTo(Duration.ofMinutes(5));
    clock.heard(NOW, NOW);
    assertThat(clock.late()).isZero();
  }
}
