package dev.signalbox.shutdown;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Gate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The last resort: in time, with code 3, whatever hangs. */
class WatchdogTest {
  private static final Duration GRACE = Duration.ofMillis(300);

  /** What may come on top of the grace. */
  private static final Duration TOLERANCE = Duration.ofMillis(500);

  /** The first line that is logged sets the log up, which is not the watchdog's time. */
  @BeforeAll
  static void beginToLog() {
    LoggerFactory.getLogger(WatchdogTest.class).info("The log is set up");
  }

  private record Halt(int code, long nanoTime) {}

  private final BlockingQueue<Halt> halts = new LinkedBlockingQueue<>();

  private Watchdog watchdog(Supplier<String> unfinished) {
    return new Watchdog(unfinished, code -> halts.add(new Halt(code, System.nanoTime())));
  }

  private Duration haltedAfter(long start) throws InterruptedException {
    Halt halt = halts.poll(20, SECONDS);
    assertThat(halt).isNotNull();
    assertThat(halt.code()).isEqualTo(3);
    return Duration.ofNanos(halt.nanoTime() - start);
  }

  @Test
  void haltsWhenTheGraceIsOver() throws Exception {
    Watchdog watchdog = watchdog(() -> "step NATS");
    long start = System.nanoTime();
    watchdog.start(GRACE);

    assertThat(haltedAfter(start)).isBetween(GRACE, GRACE.plus(TOLERANCE));
  }

  @Test
  void haltsEvenIfNothingCanBeSaidAnyMore() throws Exception {
    Gate gate = new Gate();
    Watchdog watchdog =
        watchdog(
            () -> {
              gate.awaitDeaf();
              return "never said";
            });
    long start = System.nanoTime();
    watchdog.start(GRACE);

    assertThat(haltedAfter(start)).isBetween(GRACE, GRACE.plus(TOLERANCE));
    gate.open();
  }

  @Test
  void aShutdownThatEndsWhileItIsBeingHaltedDoesNotEndInOrder() throws Exception {
    Watchdog watchdog = watchdog(() -> "step NATS");
    watchdog.haltNow("a test");

    assertThat(watchdog.disarm()).isFalse();
    assertThat(halts.poll(20, SECONDS)).isNotNull();
  }

  @Test
  void whatHasEndedInOrderIsNotHalted() {
    Watchdog watchdog = watchdog(() -> "nothing");
    assertThat(watchdog.disarm()).isTrue();

    watchdog.haltNow("a test");

    assertThat(halts).isEmpty();
  }

  @Test
  void aShutdownThatEndsInTimeIsLeftAlone() throws Exception {
    Watchdog watchdog = watchdog(() -> "nothing");
    watchdog.start(GRACE);
    assertThat(watchdog.disarm()).isTrue();

    assertThat(halts.poll(GRACE.multipliedBy(3).toNanos(), NANOSECONDS)).isNull();
  }
}
