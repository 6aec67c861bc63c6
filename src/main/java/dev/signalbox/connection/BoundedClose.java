package dev.signalbox.connection;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Interruption;
import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.driver.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Closes one session on a fresh virtual thread, because drivers leak when they are closed with the
 * interrupt flag set. A close that outlasts its limit is interrupted until it ends.
 */
final class BoundedClose {

  /** Hears from a close. Called from the timer and from the closing thread. */
  interface Listener {
    /** The limit has passed and the close still runs. */
    void overdue();

    /** The thread has nothing left to do. Called once, overdue or not. */
    void ended(@Nullable Throwable trouble);
  }

  private final Session session;
  private final boolean orderly;
  private final Duration limit;
  private final Listener listener;
  private final Thread thread;
  private final Scheduler.Cancellation timer;

  private BoundedClose(
      String name,
      Session session,
      boolean orderly,
      Duration limit,
      Scheduler scheduler,
      Listener listener) {
    this.session = session;
    this.orderly = orderly;
    this.limit = limit;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    this.timer = scheduler.schedule(limit, this::limitPassed);
  }

  /** Begins the close and returns at once. */
  static void start(
      String name,
      Session session,
      boolean orderly,
      Duration limit,
      Scheduler scheduler,
      Listener listener) {
    new BoundedClose(name, session, orderly, limit, scheduler, listener).thread.start();
  }

  private void run() {
    Throwable trouble = null;
    try {
      session.close(Deadline.in(limit), orderly);
    } catch (Throwable t) {
      trouble = t;
    }
    timer.cancel();
    listener.ended(trouble);
  }

  private void limitPassed() {
    listener.overdue();
    Interruption.of(thread);
  }
}
