package dev.signalbox.connection;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what must not see an interrupt, on a virtual thread that nobody knows: a driver that is
 * closed while the interrupt flag is set leaves threads and server sessions behind.
 */
public final class FreshThread {
  private FreshThread() {}

  /**
   * Waits for the action whether or not the calling thread is interrupted, and keeps its flag.
   *
   * @throws TimeoutException if it takes longer; it goes on by itself
   * @throws Exception what the action throws
   */
  public static void run(String name, Duration limit, Callable<?> action) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofVirtual().name(name).start(() -> complete(done, action));
    Deadline deadline = Deadline.in(limit);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          done.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      TimeoutException named =
          new TimeoutException(name + " took longer than " + Durations.words(limit));
      named.initCause(e);
      throw named;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Like {@link #run}, for cleaning up after a failure, to which its own trouble is added. */
  public static void cleanUp(String name, Duration limit, Throwable failure, Callable<?> action) {
    try {
      run(name, limit, action);
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  private static void complete(CompletableFuture<Void> done, Callable<?> action) {
    try {
      action.call();
      done.complete(null);
    } catch (Throwable t) {
      done.completeExceptionally(t);
    }
  }
}
