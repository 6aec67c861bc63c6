package dev.signalbox.fleet.engine;

import dev.signalbox.base.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Something that is sent when it has changed, but not too often: what changes meanwhile goes
 * together. What could not be sent is tried again.
 *
 * <p>Threading: any thread, returns at once; sending runs on the executor.
 */
final class Outgoing {
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Scheduler scheduler;
  private final Executor executor;
  private final BooleanSupplier send;
  private final TokenBucket bucket;
  private boolean due;
  private boolean planned;
  private boolean stopped;

  /**
   * Of that.
   *
   * @param atOnce how often it may be sent at once
   * @param refill how long until once more
   * @param send whether it is sent; may block
   */
  Outgoing(
      Scheduler scheduler, Executor executor, int atOnce, Duration refill, BooleanSupplier send) {
    this.scheduler = scheduler;
    this.executor = executor;
    this.send = send;
    this.bucket = new TokenBucket(atOnce, refill, scheduler.nanoTime());
  }

  /** It has changed. */
  synchronized void due() {
    due = true;
    plan(bucket.delay(scheduler.nanoTime()));
  }

  private void plan(Duration wait) {
    if (planned || stopped) {
      return;
    }
    planned = true;
    if (wait.isZero()) {
      executor.execute(this::sendNow);
    } else {
      scheduler.schedule(wait, () -> executor.execute(this::sendNow));
    }
  }

  private void sendNow() {
    synchronized (this) {
      planned = false;
      if (!due || stopped) {
        return;
      }
      due = false;
      bucket.take(scheduler.nanoTime());
    }
    if (!send.getAsBoolean()) {
      synchronized (this) {
        due = true;
        plan(AGAIN);
      }
    }
  }

  /** Nothing is sent any more. */
  synchronized void stop() {
    stopped = true;
  }
}
