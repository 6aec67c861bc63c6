package dev.signalbox.matrix.hostile;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Connected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks from outside, every 50 ms, whether virtual threads get to run and whether connections that
 * are not concerned are proven alive as often as ever.
 */
final class Observation implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final List<ConnectionSupervisor> beside;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicLong latestNanos = new AtomicLong();
  private final AtomicLong machineNanos = new AtomicLong();
  private final AtomicLong oldestNanos = new AtomicLong();
  private final List<Thread> threads;

  Observation(List<ConnectionSupervisor> beside) {
    this.beside = List.copyOf(beside);
    threads =
        List.of(
            Thread.ofVirtual().name("observation-carriers").start(this::tick),
            // Not itself in need of a carrier.
            Thread.ofPlatform().daemon().name("observation-beside").start(this::watch));
  }

  /**
   * How much later a virtual thread was at most than a thread of the system: what that waits for
   * too is for a processor, where more runs than there are.
   */
  Duration carriersLate() {
    return Duration.ofNanos(Math.max(0, latestNanos.get() - machineNanos.get()));
  }

  /** For how long the others had at most not been proven alive. */
  Duration unproven() {
    return Duration.ofNanos(oldestNanos.get());
  }

  private void tick() {
    tick(latestNanos, () -> {});
  }

  private void watch() {
    tick(machineNanos, () -> beside.forEach(one -> highest(oldestNanos, age(one.snapshot()))));
  }

  private void tick(AtomicLong latest, Runnable look) {
    long asleep = System.nanoTime();
    while (!isOver()) {
      highest(latest, System.nanoTime() - asleep - PERIOD.toNanos());
      look.run();
      asleep = System.nanoTime();
    }
  }

  /** A connection that is thought lost has not been proven for ever. */
  private static long age(ConnectionSnapshot snapshot) {
    return snapshot.state() instanceof Connected connected
        ? Duration.between(connected.lastProof(), Instant.now()).toNanos()
        : Long.MAX_VALUE;
  }

  private static void highest(AtomicLong so, long value) {
    so.accumulateAndGet(value, Math::max);
  }

  private boolean isOver() {
    try {
      return over.await(PERIOD.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() throws InterruptedException {
    over.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
