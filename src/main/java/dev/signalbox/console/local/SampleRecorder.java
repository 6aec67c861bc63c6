package dev.signalbox.console.local;

import dev.signalbox.base.Scheduler;
import dev.signalbox.journal.samples.SampleHistory;
import dev.signalbox.shutdown.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;

/**
 * Measures the members of a roster once a second, from their snapshots, into a record.
 *
 * <p>Threading: on the scheduler's thread, briefly; nothing is asked of any server.
 */
public final class SampleRecorder {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** What was measured longer ago says nothing about the time since. */
  private static final Duration LATELY = Duration.ofSeconds(5);

  private final Roster roster;
  private final SampleHistory history;
  private final SampleTaker taker;
  private final Scheduler scheduler;
  private Instant last;

  private SampleRecorder(Roster roster, SampleHistory history, Scheduler scheduler) {
    this.roster = roster;
    this.history = history;
    this.taker = new SampleTaker(history);
    this.scheduler = scheduler;
    this.last = scheduler.now();
  }

  /** Begins to measure, for as long as the scheduler works. */
  public static void start(Roster roster, SampleHistory history, Scheduler scheduler) {
    SampleRecorder recorder = new SampleRecorder(roster, history, scheduler);
    history.watch(recorder.last);
    recorder.planNext();
  }

  private void planNext() {
    try {
      scheduler.schedule(INTERVAL, this::measure);
    } catch (RejectedExecutionException schedulerClosed) {
      // The program has ended: what was measured is written by now.
      last = Instant.MAX;
    }
  }

  private void measure() {
    try {
      Instant now = scheduler.now();
      Duration passed = Duration.between(last, now);
      Instant after = passed.isNegative() || passed.compareTo(LATELY) > 0 ? now : last;
      history.watch(now);
      roster.supervisors().forEach(supervisor -> taker.take(supervisor.snapshot(), after, now));
      roster.relays().forEach(relay -> taker.take(relay.snapshot(), after, now));
      last = now;
    } finally {
      planNext();
    }
  }
}
