package dev.signalbox.relay.run;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.state.RelayCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Counts what a run does.
 *
 * <p>Threading: thread-safe; acknowledgements are counted on the driver's threads.
 */
final class Progress {
  private static final Duration RATE_SPAN = Duration.ofSeconds(5);
  private static final Duration RATE_STEP = Duration.ofMillis(250);

  /** Acknowledgements of a quarter of a second, so that their number stays small. */
  private static final class Burst {
    private final Instant began;
    private long count;

    Burst(Instant began) {
      this.began = began;
    }
  }

  private final Object lock = new Object();
  private final Scheduler scheduler;
  private final Instant began;
  private final Deque<Burst> bursts = new ArrayDeque<>();
  private RelayCounters counters = RelayCounters.NONE;

  Progress(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.began = scheduler.now();
  }

  void cycle() {
    synchronized (lock) {
      counters = add(1, 0, 0, 0, 0, counters.lastAcknowledgement());
    }
  }

  void read(int rows) {
    synchronized (lock) {
      counters = add(0, rows, 0, 0, 0, counters.lastAcknowledgement());
    }
  }

  void published() {
    synchronized (lock) {
      counters = add(0, 0, 1, 0, 0, counters.lastAcknowledgement());
    }
  }

  void acknowledged(boolean duplicate) {
    synchronized (lock) {
      Instant now = scheduler.now();
      counters = add(0, 0, 0, 1, duplicate ? 1 : 0, Optional.of(now));
      Burst last = bursts.peekLast();
      if (last == null || last.began.plus(RATE_STEP).isBefore(now)) {
        last = new Burst(now);
        bursts.addLast(last);
      }
      last.count++;
      forget(now);
    }
  }

  RelayCounters counters() {
    synchronized (lock) {
      Instant now = scheduler.now();
      forget(now);
      long recent = bursts.stream().mapToLong(burst -> burst.count).sum();
      Duration span = Duration.between(began, now);
      double seconds = Math.clamp(span.toNanos() / 1e9, 1.0, RATE_SPAN.toNanos() / 1e9);
      return withRate(recent / seconds);
    }
  }

  private void forget(Instant now) {
    Instant oldest = now.minus(RATE_SPAN);
    while (!bursts.isEmpty() && bursts.getFirst().began.isBefore(oldest)) {
      bursts.removeFirst();
    }
  }

  private RelayCounters add(
      long cycles,
      long rowsRead,
      long published,
      long acknowledged,
      long duplicates,
      Optional<Instant> lastAcknowledgement) {
    return new RelayCounters(
        counters.cycles() + cycles,
        counters.rowsRead() + rowsRead,
        counters.published() + published,
        counters.acknowledged() + acknowledged,
        counters.duplicates() + duplicates,
        0,
        lastAcknowledgement);
  }

  private RelayCounters withRate(double rowsPerSecond) {
    return new RelayCounters(
        counters.cycles(),
        counters.rowsRead(),
        counters.published(),
        counters.acknowledged(),
        counters.duplicates(),
        rowsPerSecond,
        counters.lastAcknowledgement());
  }
}
