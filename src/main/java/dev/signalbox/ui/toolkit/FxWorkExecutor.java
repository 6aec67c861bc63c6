package dev.signalbox.ui.toolkit;

import dev.signalbox.base.WorkExecutor;
import javafx.application.Platform;
import javafx.concurrent.Task;

/**
 * Runs each work inside the {@code call()} of a JavaFX task, on a fresh virtual thread. The task
 * carries no value and is never cancelled: a cancelled task drops what its body returns, so results
 * go to their owner from within the body, and it is the owner who interrupts the thread.
 *
 * <p>Threading: {@link #start} may be called from any thread, also before the toolkit has started,
 * when it is the bare virtual thread, and after it has ended.
 */
public final class FxWorkExecutor implements WorkExecutor {

  @Override
  public Thread start(Work work) {
    if (!hasToolkit()) {
      return WorkExecutor.virtualThreads().start(work);
    }
    WorkTask task = new WorkTask(work);
    Thread thread = Thread.ofVirtual().name(work.name()).unstarted(task);
    thread.start();
    return thread;
  }

  /** Whether a task could tell its state to anybody; it fails where it cannot. */
  private static boolean hasToolkit() {
    try {
      Platform.runLater(() -> {});
      return true;
    } catch (IllegalStateException toolkitNotStarted) {
      return false;
    }
  }

  private static final class WorkTask extends Task<Void> {
    private final Work work;

    WorkTask(Work work) {
      this.work = work;
    }

    @Override
    @SuppressWarnings("NullAway") // A Task<Void> has nothing else to return.
    protected Void call() {
      try {
        work.body().run();
      } catch (Throwable t) {
        // The task would keep it for a reader that does not exist.
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
        throw t;
      }
      return null;
    }
  }
}
