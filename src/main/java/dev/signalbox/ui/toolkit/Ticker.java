package dev.signalbox.ui.toolkit;

import dev.signalbox.base.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import javafx.application.Platform;

/**
 * Ten times a second on the FX thread, as long as it keeps up: the next tick is planned when the
 * last one is over. A timer of the toolkit would keep it drawing sixty times a second instead.
 */
public final class Ticker {
  private static final Duration INTERVAL = Duration.ofMillis(100);

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

  /** FX thread. */
  private boolean paused;

  /** Whether the next tick has been left out; FX thread. */
  private boolean leftOut;

  public Ticker(Scheduler scheduler, Tick tick) {
    this.scheduler = scheduler;
    this.tick = tick;
  }

  public void start() {
    try {
      scheduler.schedule(INTERVAL, this::due);
    } catch (RejectedExecutionException schedulerClosed) {
      // The program has ended under the window: there is no more time to show.
      stopped = true;
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
      due();
    }
  }

  private void due() {
    Instant dueAt = scheduler.now();
    Platform.runLater(() -> run(dueAt));
  }

  private void run(Instant dueAt) {
    if (stopped) {
      return;
    }
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
