package dev.signalbox.base;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what must not see an interrupt at its begin, on a virtual thread that nobody else knows: a
 * driver that is closed while the interrupt flag is set leaves threads and server sessions behind.
 * The thread never outlives the wait for it, so whoever counts the waiting thread counts this one.
 */
public final class FreshThread {
  /** Left to the action once the waiting thread is interrupted: a peer that lives needs less. */
  private static final Duration AFTER_INTERRUPT = Duration.ofMillis(250);

  private final Callable<?> action;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private FreshThread(String name, Callable<?> action) {
    this.action = action;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::perform);
  }

  /** Begins the action. Someone must {@link #await} its end. */
  public static FreshThread start(String name, Callable<?> action) {
    FreshThread fresh = new FreshThread(name, action);
    fresh.thread.start();
    return fresh;
  }

  /** Performs the action and waits for its end, as {@link #await} does. */
  public static void run(String name, Duration limit, Callable<?> action) throws Exception {
    start(name, action).await(limit);
  }

  /** Like {@link #run}, for cleaning up after a failure, to which its own trouble is added. */
  public static void cleanUp(String name, Duration limit, Throwable failure, Callable<?> action) {
    try {
      run(name, limit, action);
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Waits until the thread has ended, whether or not the calling thread is interrupted, and keeps
   * its flag. When the limit passes, or soon after an interrupt of the calling thread, the action
   * is interrupted until it ends. Even a limit of zero leaves it the time to begin without.
   *
   * @throws TimeoutException if it had to be interrupted; what it threw is suppressed in it
   * @throws Exception what the action throws
   */
  public void await(Duration limit) throws Exception {
    Duration least = Interruption.INTERVAL;
    boolean inTime = endsBy(Deadline.in(limit.compareTo(least) < 0 ? least : limit));
    if (!inTime) {
      Interruption.untilEnded(thread);
    }
    Throwable thrown = failure;
    if (!inTime) {
      TimeoutException late =
          new TimeoutException(thread.getName() + " took longer than " + Durations.words(limit));
      if (thrown != null) {
        late.addSuppressed(thrown);
      }
      throw late;
    }
    if (thrown != null) {
      throw thrown instanceof Exception exception ? exception : new ExecutionException(thrown);
    }
  }

  private boolean endsBy(Deadline limit) {
    Deadline deadline = limit;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return thread.join(deadline.remaining());
        } catch (InterruptedException e) {
          interrupted = true;
          deadline = deadline.within(AFTER_INTERRUPT);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void perform() {
    try {
      action.call();
    } catch (Throwable t) {
      failure = t;
    }
  }
}
