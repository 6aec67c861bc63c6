package dev.signalbox.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Verdict;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.ManualScheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The lock before Start in production, on time moved by hand. */
class ArmingTest {
  private final ManualScheduler scheduler = new ManualScheduler();
  private final AtomicInteger changes = new AtomicInteger();
  private final Arming arming = new Arming(true, scheduler, changes::incrementAndGet);

  @Test
  void lockedUntilArmed() {
    assertThat(arming.isLocked()).isTrue();
    assertThat(arming.until()).isEmpty();

    assertThat(arming.arm(Askers.TEST)).isEqualTo(new Verdict.Accepted());

    assertThat(arming.isLocked()).isFalse();
    assertThat(arming.until()).contains(scheduler.now().plus(Arming.LASTS));
    assertThat(changes).hasValue(1);
  }

  @Test
  void locksItselfAgain() {
    arming.arm(Askers.TEST);
    scheduler.advance(Arming.LASTS.minusMillis(1));
    assertThat(arming.isLocked()).isFalse();

    scheduler.advance(Duration.ofMillis(1));

    assertThat(arming.isLocked()).isTrue();
    assertThat(arming.until()).isEmpty();
    assertThat(changes).hasValue(2);
  }

  @Test
  void armingAgainBeginsAnew() {
    arming.arm(Askers.TEST);
    scheduler.advance(Duration.ofMinutes(6));
    arming.arm(Askers.TEST);

    scheduler.advance(Duration.ofMinutes(6));

    assertThat(arming.isLocked()).isFalse();
    assertThat(scheduler.waiting()).isEqualTo(1);
  }

  @Test
  void elsewhereNothingIsLocked() {
    Arming needless = new Arming(false, scheduler, changes::incrementAndGet);

    assertThat(needless.isLocked()).isFalse();
    assertThat(needless.arm(Askers.TEST)).isInstanceOf(Verdict.Refused.class);
    assertThat(changes).hasValue(0);
  }
}
