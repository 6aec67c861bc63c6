package dev.signalbox.ui.toolkit;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.WorkExecutor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.concurrent.Task;

/**
 * Runs each work inside the {@code call()} of a JavaFX task, on a fresh virtual thread, so that the
 * window can bind to its progress. The task carries no value and is never cancelled: a cancelled
 * task drops what its body returns, so results go to their owner from within the body, and it is
 * the owner who interrupts the thread.
 *
 * <p>Threading: {@link #start} may be called from any thread, also before the toolkit has started,
 * when it is the bare virtual thread, and after it has ended, when progress goes nowhere.
 */
public final class FxWorkExecutor implements WorkExecutor {
  private static final Duration REPORT_INTERVAL = Duration.ofMillis(100);
  private static final double NOTHING = -1;

  private final Scheduler scheduler;
  private final Map<String, ReadOnlyObjectWrapper<Number>> progress = new HashMap<>();

  public FxWorkExecutor(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public Thread start(Work work) {
    WorkTask task = new WorkTask(work);
    try {
      Platform.runLater(() -> follow(work.subject(), task));
    } catch (IllegalStateException toolkitNotStarted) {
      return WorkExecutor.virtualThreads().start(work);
    }
    Thread thread = Thread.ofVirtual().name(work.name()).unstarted(task);
    thread.start();
    return thread;
  }

  /**
   * How far the work for this subject has come: from 0 to 1, or negative while nothing with a limit
   * is under way; follows from one work to the next. To be called and read on the FX thread.
   */
  public ObservableValue<Number> progress(String subject) {
    return current(subject).getReadOnlyProperty();
  }

  private ReadOnlyObjectWrapper<Number> current(String subject) {
    return progress.computeIfAbsent(subject, _ -> new ReadOnlyObjectWrapper<>(NOTHING));
  }

  private void follow(String subject, Task<?> task) {
    current(subject).bind(task.progressProperty());
  }

  private final class WorkTask extends Task<Void> {
    private final Work work;
    private volatile boolean ended;

    WorkTask(Work work) {
      this.work = work;
    }

    @Override
    @SuppressWarnings("NullAway") // A Task<Void> has nothing else to return.
    protected Void call() {
      work.limit().ifPresent(this::report);
      try {
        work.body().run();
      } catch (Throwable t) {
        // The task would keep it for a reader that does not exist.
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
        throw t;
      } finally {
        ended = true;
      }
      return null;
    }

    private void report(Supplier<Deadline> limit) {
      if (ended) {
        return;
      }
      Deadline deadline = limit.get();
      long allowed = deadline.allowed().toNanos();
      updateProgress(allowed - deadline.remaining().toNanos(), allowed);
      try {
        scheduler.schedule(REPORT_INTERVAL, () -> report(limit));
      } catch (RejectedExecutionException schedulerClosed) {
        // The program is ending: the work goes on, and nobody looks at its progress any more.
        ended = true;
      }
    }
  }
}
