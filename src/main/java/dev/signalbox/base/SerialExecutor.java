package dev.signalbox.base;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs one task after another, in the order in which they come, on a virtual thread that is there
 * while there are some: nobody has to end it.
 *
 * <p>Threading: takes tasks from any thread, and never blocks it.
 */
public final class SerialExecutor implements Executor {
  private static final Duration IDLE = Duration.ofMillis(1);

  private final ThreadPoolExecutor one;

  /** Whose thread has this name. */
  public SerialExecutor(String name) {
    one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofVirtual().name(name).factory());
    one.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    one.execute(task);
  }
}
