package dev.signalbox.relay.call;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.state.StopMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a run is told to stop, and the one place where its thread waits: for a stop, an
 * acknowledgement, an endpoint or a time. Another thread that does a part of a run has one of its
 * own.
 *
 * <p>Threading: only one thread waits, the run's or the part's; everybody else may wake it or tell
 * it to stop, and never blocks.
 */
public final class RunControl {
  private final Scheduler scheduler;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Runnable> stopActions = new CopyOnWriteArrayList<>();
  private volatile @Nullable StopMode mode;

  /** Whether the run's thread has been woken since it last began to look. */
  private final AtomicBoolean woken = new AtomicBoolean();

  public RunControl(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Asks the run to end. A less urgent request than an earlier one changes nothing. */
  public void stop(StopMode asked) {
    lock.lock();
    try {
      StopMode before = mode;
      if (before != null && before.compareTo(asked) >= 0) {
        return;
      }
      mode = asked;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    stopActions.forEach(Runnable::run);
  }

  /**
   * Takes a request back that has been met, if it was to hand over and nothing more was asked for
   * since.
   *
   * @return whether the run goes on
   */
  public boolean goesOnAfterHandOver() {
    lock.lock();
    try {
      boolean goesOn = mode == StopMode.HAND_OVER;
      if (goesOn) {
        mode = null;
      }
      return goesOn;
    } finally {
      lock.unlock();
    }
  }

  public Optional<StopMode> mode() {
    return Optional.ofNullable(mode);
  }

  public boolean isStopped() {
    return mode != null;
  }

  public boolean isStoppedAtOnce() {
    return mode == StopMode.AT_ONCE;
  }

  /**
   * Lets the run go on only if nobody wants it to end.
   *
   * @throws RunStoppedException if the run was told to stop
   */
  public void throwIfStopped() {
    if (isStopped()) {
      throw new RunStoppedException();
    }
  }

  /** Runs the action at each request to stop, until the registration is closed. */
  Registration onStop(Runnable action) {
    stopActions.add(action);
    return () -> stopActions.remove(action);
  }

  /** Stops another control whenever this one is stopped, until the registration is closed. */
  public Registration stopsToo(RunControl part) {
    Registration registration = onStop(() -> mode().ifPresent(part::stop));
    mode().ifPresent(part::stop);
    return registration;
  }

  /** Takes a stop action back. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Makes the run's thread look at its condition again. Cheap while it has not yet looked. */
  public void wake() {
    // Most who wake find that somebody has: to look is cheaper than to take turns at setting.
    if (!woken.get() && !woken.getAndSet(true)) {
      signal();
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a time that a stop cuts short. */
  public void pause(Duration time) {
    var _ = await(this::isStopped, time);
    throwIfStopped();
  }

  /**
   * Waits until the condition holds, but no longer than the limit. Whoever changes what the
   * condition looks at has to {@link #wake()}; a stop wakes by itself.
   *
   * @return whether the condition holds
   */
  public boolean await(BooleanSupplier condition, Duration limit) {
    try (Waiting waiting = waiting()) {
      return waiting.await(condition, limit);
    }
  }

  /** For waits that follow one another closely; to be closed after the last of them. */
  public Waiting waiting() {
    return new Waiting();
  }

  /**
   * Waits of the run's thread, one after the other. Each has a limit of its own, but they share an
   * alarm: one that is set already for a time before the limit is left alone, and set again when it
   * has gone off too early. So a wait that is over at once costs no timer.
   */
  public final class Waiting implements AutoCloseable {
    private Scheduler.Cancellation alarm = Scheduler.Cancellation.NONE;
    private boolean alarmSet;
    private long alarmAt;

    private Waiting() {}

    /** As {@link RunControl#await}. */
    public boolean await(BooleanSupplier condition, Duration limit) {
      long end = scheduler.nanoTime() + limit.toNanos();
      lock.lock();
      try {
        while (true) {
          // Whoever wakes from here on is heard: the lock is held until the thread waits.
          woken.getAndSet(false);
          if (condition.getAsBoolean()) {
            return true;
          }
          long left = end - scheduler.nanoTime();
          if (left <= 0) {
            return false;
          }
          setAlarm(end, left);
          // An interrupt meant for a driver's call must not end a wait that ends anyway.
          changed.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
    }

    private void setAlarm(long end, long left) {
      if (!alarmSet || alarmAt - end > 0) {
        alarm.cancel();
        alarmSet = true;
        alarmAt = end;
        alarm = scheduler.schedule(Duration.ofNanos(left), this::ring);
      }
    }

    private void ring() {
      lock.lock();
      try {
        alarmSet = false;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      alarm.cancel();
    }
  }

  /** Waits until the condition holds, however long that takes, or the run is told to stop. */
  public void awaitOrStop(BooleanSupplier condition) {
    lock.lock();
    try {
      woken.getAndSet(false);
      while (!condition.getAsBoolean() && !isStopped()) {
        changed.awaitUninterruptibly();
        woken.getAndSet(false);
      }
    } finally {
      lock.unlock();
    }
    throwIfStopped();
  }
}
