package dev.signalbox.relay.run;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread beside the run's own, which does one part of a term and ends with it. What ends
 * it early is thrown in the run's thread, which it wakes for that.
 *
 * <p>Threading: its methods are for the run's thread.
 */
final class TermThread implements AutoCloseable {
  /** For two calls that each take their whole time, one after the other. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(12);

  private final RunControl run;
  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private volatile boolean over;

  /** What it does. */
  @FunctionalInterface
  interface Body {
    void run() throws RelayException;
  }

  private TermThread(String name, RunControl run, Body body) {
    this.run = run;
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(body));
  }

  /**
   * Begins it.
   *
   * @param run woken when it is over
   */
  static TermThread start(String name, RunControl run, Body body) {
    TermThread started = new TermThread(name, run, body);
    started.thread.start();
    return started;
  }

  private void run(Body body) {
    try {
      body.run();
    } catch (RelayException | RuntimeException | Error e) {
      failure = e;
    }
    over = true;
    run.wake();
  }

  boolean isOver() {
    return over;
  }

  /**
   * Lets the run go on only if nothing has ended it early.
   *
   * @throws RunStoppedException if a stop has
   * @throws RelayException if it has failed
   */
  void throwIfFailed() throws RelayException {
    switch (failure) {
      case null -> {}
      case RelayException e -> throw e;
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /** Waits until it has ended, which it must have been told to. */
  @Override
  public void close() {
    try {
      var _ = thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
