package dev.signalbox.relay.call;

import dev.signalbox.base.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One blocking call of the run's thread that a stop or its own limit ends: first by asking the
 * driver, which for a frozen peer does nothing, then by interrupting the thread. No interrupt
 * arrives after the call is over.
 */
public final class StoppableCall {
  private static final Duration DRIVER_GRACE = Duration.ofMillis(300);
  private static final Duration HELPER_GRACE = Duration.ofMillis(500);

  /** The work itself. */
  @FunctionalInterface
  public interface Body<T, X extends Exception> {
    T run(StoppableCall call) throws X;
  }

  /** Asks the driver to give up; runs on a thread of its own and may block. */
  @FunctionalInterface
  interface CancelAction {
    void cancel() throws Exception;
  }

  /** Why a call was ended. */
  private enum End {
    STOPPED,
    OVERDUE
  }

  private final RunControl control;
  private final Scheduler scheduler;
  private final CallLimits limits;
  private final Thread thread = Thread.currentThread();
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Scheduler.Cancellation> timers = new ArrayList<>();
  private @Nullable End end;
  private @Nullable CancelAction action;
  private @Nullable Thread helper;
  private boolean over;

  private StoppableCall(RunControl control, Scheduler scheduler, CallLimits limits) {
    this.control = control;
    this.scheduler = scheduler;
    this.limits = limits;
  }

  /**
   * Runs the body on the calling thread.
   *
   * @throws RunStoppedException if a stop ended it
   * @throws CallOverdueException if its limit passed
   * @throws X as the body throws it
   */
  public static <T, X extends Exception> T run(
      RunControl control, Scheduler scheduler, CallLimits limits, Body<T, X> body) throws X {
    StoppableCall call = new StoppableCall(control, scheduler, limits);
    try (RunControl.Registration _ = control.onStop(call::stopRequested)) {
      call.schedule(limits.limit(), () -> call.giveUp(End.OVERDUE));
      call.stopRequested();
      return body.run(call);
    } catch (RunStoppedException | CallOverdueException e) {
      throw e;
    } catch (Exception e) {
      call.throwIfEnded(e);
      throw e;
    } finally {
      call.finish();
    }
  }

  /** Whatever the driver threw after it was told to give up means just that. */
  private void throwIfEnded(@Nullable Throwable thrown) {
    lock.lock();
    try {
      if (end == End.STOPPED) {
        throw new RunStoppedException();
      }
      if (end == End.OVERDUE) {
        throw new CallOverdueException(limits.limit(), thrown);
      }
    } finally {
      lock.unlock();
    }
  }

  private void stopRequested() {
    control
        .mode()
        .ifPresent(
            mode -> {
              Duration left = limits.after(mode);
              if (left.isZero()) {
                giveUp(End.STOPPED);
              } else {
                schedule(left, () -> giveUp(End.STOPPED));
              }
            });
  }

  private void giveUp(End why) {
    lock.lock();
    try {
      if (over || end != null) {
        return;
      }
      end = why;
      if (action == null) {
        thread.interrupt();
      } else {
        cancelBy(action);
      }
    } finally {
      lock.unlock();
    }
  }

  private void cancelBy(CancelAction driver) {
    helper = Thread.ofVirtual().name("cancel " + thread.getName()).start(() -> cancel(driver));
    schedule(DRIVER_GRACE, this::interrupt);
  }

  private void cancel(CancelAction driver) {
    try {
      driver.cancel();
    } catch (Exception e) {
      // The driver could not be asked; the interrupt follows at once.
      interrupt();
    }
  }

  private void interrupt() {
    lock.lock();
    try {
      if (!over) {
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void schedule(Duration delay, Runnable what) {
    lock.lock();
    try {
      if (!over) {
        timers.add(scheduler.schedule(delay, what));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * From here until the registration is closed, the driver is asked by this action. Closing waits
   * for one under way, so that it cannot hit the connection's next statement.
   *
   * @throws RunStoppedException if a stop has ended the call already
   * @throws CallOverdueException if its limit has passed already
   */
  RunControl.Registration cancelledBy(CancelAction driver) {
    lock.lock();
    try {
      throwIfEnded(null);
      action = driver;
    } finally {
      lock.unlock();
    }
    return this::withdrawAction;
  }

  private void withdrawAction() {
    Thread asking;
    lock.lock();
    try {
      action = null;
      asking = helper;
    } finally {
      lock.unlock();
    }
    if (asking != null) {
      boolean interrupted = Thread.interrupted();
      join(asking);
      if (interrupted) {
        thread.interrupt();
      }
    }
  }

  private static void join(Thread asking) {
    try {
      if (!asking.join(HELPER_GRACE)) {
        asking.interrupt();
        var _ = asking.join(HELPER_GRACE);
      }
    } catch (InterruptedException e) {
      // The call's own interrupt, meant for the driver: the driver has been left already.
      asking.interrupt();
    }
  }

  private void finish() {
    lock.lock();
    try {
      over = true;
      timers.forEach(Scheduler.Cancellation::cancel);
    } finally {
      lock.unlock();
    }
    // An interrupt meant for the driver must not reach the run's next wait.
    var _ = Thread.interrupted();
  }
}
