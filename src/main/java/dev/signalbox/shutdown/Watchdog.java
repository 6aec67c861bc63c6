package dev.signalbox.shutdown;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when an orderly shutdown has used up its time. A daemon platform thread: it
 * needs neither a carrier of virtual threads nor the FX thread nor any lock, so nothing that hangs
 * can hang it.
 */
final class Watchdog {
  static final int HALTED = 3;
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  /**
   * A log that cannot be written must not keep the process alive either. The virtual machine itself
   * takes 300 ms to halt while any thread is in native code, as a poller always is; both together
   * are to stay below half a second.
   */
  private static final Duration LAST_WORDS = Duration.ofMillis(100);

  /** Who came first has decided how the process ends, and with which code. */
  private final AtomicBoolean decided = new AtomicBoolean();

  private final CountDownLatch disarmed = new CountDownLatch(1);
  private final Supplier<String> unfinished;
  private final IntConsumer halt;

  /**
   * Prepares it without starting.
   *
   * @param unfinished names what is left, for the last line
   * @param halt ends the process with this exit code, at once
   */
  Watchdog(Supplier<String> unfinished, IntConsumer halt) {
    this.unfinished = unfinished;
    this.halt = halt;
  }

  void start(Duration grace) {
    Thread.ofPlatform().daemon().name("shutdown-watchdog").start(() -> watch(grace));
  }

  /**
   * The shutdown is over in order.
   *
   * @return false if it is too late: the process is being halted, which has the last word
   */
  boolean disarm() {
    disarmed.countDown();
    return decided.compareAndSet(false, true);
  }

  /** Ends the process now, as if its time were up, unless it has ended in order. */
  void haltNow(String why) {
    if (!decided.compareAndSet(false, true)) {
      return;
    }
    try {
      Thread words = Thread.ofPlatform().daemon().name("shutdown-last-words").start(() -> say(why));
      words.join(LAST_WORDS);
    } catch (InterruptedException e) {
      // Halting is what an interrupt could ask for, too.
      Thread.currentThread().interrupt();
    } finally {
      // Even if there is no memory left for another thread.
      halt.accept(HALTED);
    }
  }

  private void watch(Duration grace) {
    try {
      if (!disarmed.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        haltNow("shutdown.grace (" + grace.toMillis() + " ms) is over");
      }
    } catch (InterruptedException e) {
      haltNow("the watchdog was interrupted");
    }
  }

  private void say(String why) {
    LOG.error("Halting: {}. Unfinished: {}", why, unfinished.get());
  }
}
