package dev.signalbox.ui.toolkit;

import dev.signalbox.base.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import javafx.application.Platform;

/**
 * Ten times a second on the FX thread, or once where that will do, as long as it keeps up: the next
 * tick is planned when the last one is over. A timer of the toolkit would keep it drawing sixty
 * times a second instead.
 */
public final class Ticker {
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final Duration SLOW = Duration.ofSeconds(1);

  /** What is done at each tick, on the FX thread. */
  @FunctionalInterface
  public interface Tick {
    /**
     * One tick.
     *
     * @param lag how long the FX thread took to get to it
     */
    void at(Instant now, Duration lag);
  }

  private final Scheduler scheduler;
  private final Tick tick;
  private volatile boolean stopped;

  /** All of these belong to the FX thread. */
  private Duration interval = QUICK;

  private boolean paused;

  /** Whether the next tick has been left out. */
  private boolean leftOut;

  /** The number of the tick that is planned; whatever comes in the name of another one is void. */
  private long number;

  private Scheduler.Cancellation planned = Scheduler.Cancellation.NONE;

  /** Whether a tick is planned and has not begun. */
  private boolean waiting;

  public Ticker(Scheduler scheduler, Tick tick) {
    this.scheduler = scheduler;
    this.tick = tick;
  }

  /** Begins. FX thread. */
  public void start() {
    long next = ++number;
    waiting = true;
    try {
      planned = scheduler.schedule(interval, () -> due(next));
    } catch (RejectedExecutionException schedulerClosed) {
      // The program has ended under the window: there is no more time to show.
      stopped = true;
    }
  }

  /** Ticks ten times a second, from now on, or once. FX thread. */
  public void hurry(boolean wanted) {
    interval = wanted ? QUICK : SLOW;
    if (wanted && waiting) {
      planned.cancel();
      start();
    }
  }

  /** No tick begins after this, if called on the FX thread. */
  public void stop() {
    stopped = true;
  }

  /** Leaves ticks out, or goes on with one at once. FX thread. */
  public void pause(boolean wanted) {
    paused = wanted;
    if (!paused && leftOut) {
      leftOut = false;
      due(number);
    }
  }

  private void due(long which) {
    Instant dueAt = scheduler.now();
    Platform.runLater(() -> run(which, dueAt));
  }

  private void run(long which, Instant dueAt) {
    if (stopped || which != number) {
      return;
    }
    waiting = false;
    if (paused) {
      leftOut = true;
      return;
    }
    try {
      Instant now = scheduler.now();
      tick.at(now, Duration.between(dueAt, now));
    } finally {
      start();
    }
  }
}
