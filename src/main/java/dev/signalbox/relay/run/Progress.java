package dev.signalbox.relay.run;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.state.RelayCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Counts what a run does.
 *
 * <p>Threading: counted on the threads of a run, read from any.
 */
final class Progress {
  private static final Duration RATE_SPAN = Duration.ofSeconds(5);
  private static final Duration RATE_STEP = Duration.ofMillis(250);

  /** A second, and as much as a burst that begins in it may last longer. */
  private static final Duration LATENCY_SPAN = Duration.ofSeconds(1).plus(RATE_STEP);

  /** Acknowledgements of a quarter of a second, so that their number stays small. */
  private static final class Burst {
    private final Instant began;
    private long count;
    private Optional<PublishLatency> latency = Optional.empty();

    Burst(Instant began) {
      this.began = began;
    }
  }

  private final Object lock = new Object();
  private final Scheduler scheduler;
  private final Instant began;
  private final Deque<Burst> bursts = new ArrayDeque<>();
  private long cycles;
  private long rowsRead;
  private long published;
  private long acknowledged;
  private long duplicates;
  private long diverted;
  private long inDoubt;
  private long inFlight;
  private long unrecorded;
  private Optional<Instant> lastAcknowledgement = Optional.empty();

  Progress(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.began = scheduler.now();
  }

  /** A new term begins behind the checkpoint: what an earlier one has left open it finds again. */
  void term() {
    synchronized (lock) {
      inFlight = 0;
      unrecorded = 0;
    }
  }

  /** What is overdue is sent again, and counted again then. */
  void overdue() {
    synchronized (lock) {
      inFlight = 0;
    }
  }

  void cycle() {
    synchronized (lock) {
      cycles++;
    }
  }

  void read(int rows) {
    synchronized (lock) {
      rowsRead += rows;
    }
  }

  void published(int messages) {
    synchronized (lock) {
      published += messages;
      inFlight += messages;
    }
  }

  /** Also of rows that the stream had already, which are counted as duplicates besides. */
  void acknowledged(int rows, int alreadyThere) {
    synchronized (lock) {
      Instant now = scheduler.now();
      acknowledged += rows;
      duplicates += alreadyThere;
      // Rows that an earlier term has left in the stream count without being sent in this one.
      inFlight = Math.max(0, inFlight - rows);
      unrecorded += rows;
      lastAcknowledgement = Optional.of(now);
      Burst last = bursts.peekLast();
      if (last == null || last.began.plus(RATE_STEP).isBefore(now)) {
        last = new Burst(now);
        bursts.addLast(last);
      }
      last.count += rows;
      forget(now);
    }
  }

  /** So long rows took that were acknowledged just now. */
  void took(PublishLatency latency) {
    synchronized (lock) {
      Burst last = bursts.peekLast();
      if (last != null) {
        last.latency = Optional.of(last.latency.map(latency::and).orElse(latency));
      }
    }
  }

  /** The checkpoint is behind so many rows more. */
  void committed(int rows) {
    synchronized (lock) {
      unrecorded = Math.max(0, unrecorded - rows);
    }
  }

  /** Returns how many were diverted so far. */
  long diverted() {
    synchronized (lock) {
      return ++diverted;
    }
  }

  void inDoubt(long rows) {
    synchronized (lock) {
      inDoubt += rows;
    }
  }

  RelayCounters counters() {
    synchronized (lock) {
      Instant now = scheduler.now();
      forget(now);
      long recent = bursts.stream().mapToLong(burst -> burst.count).sum();
      Duration span = Duration.between(began, now);
      double seconds = Math.clamp(span.toNanos() / 1e9, 1.0, RATE_SPAN.toNanos() / 1e9);
      return new RelayCounters(
          cycles,
          rowsRead,
          published,
          acknowledged,
          duplicates,
          diverted,
          inDoubt,
          inFlight,
          inFlight + unrecorded,
          recent / seconds,
          latency(now),
          lastAcknowledgement);
    }
  }

  private Optional<PublishLatency> latency(Instant now) {
    Instant oldest = now.minus(LATENCY_SPAN);
    return bursts.stream()
        .filter(burst -> !burst.began.isBefore(oldest))
        .flatMap(burst -> burst.latency.stream())
        .reduce(PublishLatency::and);
  }

  private void forget(Instant now) {
    Instant oldest = now.minus(RATE_SPAN);
    while (!bursts.isEmpty() && bursts.getFirst().began.isBefore(oldest)) {
      bursts.removeFirst();
    }
  }
}
