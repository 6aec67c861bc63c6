package dev.signalbox.base;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Begins some work at once, and what comes beyond that piece by piece. Much that begins together
 * takes the processors from everybody else, the window first of all, and overflows the queues of
 * the servers that it turns to.
 *
 * <p>Threading: any thread. Each work waits on its own thread, no longer than the pace has it wait;
 * if that is interrupted, it begins at once, so that it can find out what it is to do.
 */
public final class PacedExecutor implements WorkExecutor {
  private final WorkExecutor executor;
  private final Scheduler scheduler;
  private final Duration interval;
  private final Semaphore turns;

  /**
   * Begins on the threads of another executor.
   *
   * @param most so many pieces in each interval
   */
  public PacedExecutor(WorkExecutor executor, Scheduler scheduler, int most, Duration interval) {
    this.executor = executor;
    this.scheduler = scheduler;
    this.interval = interval;
    this.turns = new Semaphore(most, true);
  }

  @Override
  public Thread start(Work work) {
    return executor.start(
        new Work(
            work.name(),
            () -> {
              awaitTurn();
              work.body().run();
            }));
  }

  private void awaitTurn() {
    try {
      turns.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      scheduler.schedule(interval, turns::release);
    } catch (RejectedExecutionException closed) {
      turns.release();
    }
  }
}
