package dev.signalbox.shutdown;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Gate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The last resort: in time, with code 3, whatever hangs. */
class WatchdogTest {
  private static final Duration GRACE = Duration.ofMillis(300);

  /** What may come on top of the grace, less the 300 ms that the virtual machine's end takes. */
  private static final Duration TOLERANCE = Duration.ofMillis(200);

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
    long start = System.nanoTime();
    watchdog(() -> "step NATS").start(GRACE);

    assertThat(haltedAfter(start)).isBetween(GRACE, GRACE.plus(TOLERANCE));
  }

  @Test
  void haltsEvenIfNothingCanBeSaidAnyMore() throws Exception {
    Gate gate = new Gate();
    long start = System.nanoTime();
    watchdog(
            () -> {
              gate.awaitDeaf();
              return "never said";
            })
        .start(GRACE);

    assertThat(haltedAfter(start)).isBetween(GRACE, GRACE.plus(TOLERANCE));
    gate.open();
  }

  @Test
  void aShutdownThatEndsInTimeIsLeftAlone() throws Exception {
    Watchdog watchdog = watchdog(() -> "nothing");
    watchdog.start(GRACE);
    watchdog.disarm();

    assertThat(halts.poll(GRACE.multipliedBy(3).toNanos(), NANOSECONDS)).isNull();
  }
}
