package dev.signalbox.connection;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Interruption;
import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.settings.HeartbeatSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves a session alive again and again. Each beat runs on a fresh virtual thread; a beat that is
 * not answered in time is reported, interrupted, and the next one begins only when its thread has
 * ended, so that a peer that never answers costs one thread and not a growing number.
 *
 * <p>A beat that could not be sent because the session was busy is neither an answer nor a missed
 * one: nothing is reported. A peer that freezes meanwhile is noticed when the calls that keep the
 * session busy reach their own limits.
 */
final class Heartbeat {

  /** Called from the heartbeat's threads and the timer; must not block. */
  interface Listener {
    void answered(Duration latency);

    void failed(Throwable cause);

    /** The session was so busy that nothing is known. */
    void busy();

    /** The session has not said anything in time. */
    void unanswered(Duration allowed);
  }

  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final String name;
  private final Session session;
  private final HeartbeatSettings settings;
  private final Scheduler scheduler;
  private final Listener listener;
  private final Consumer<Thread> threads;
  private final Object lock = new Object();
  private Scheduler.Cancellation next = Scheduler.Cancellation.NONE;
  private @Nullable Thread beating;
  private boolean stopped;

  Heartbeat(
      String name,
      Session session,
      HeartbeatSettings settings,
      Scheduler scheduler,
      Listener listener) {
    this(name, session, settings, scheduler, listener, Thread::start);
  }

  /**
   * @param threads starts a thread, or throws where there is no room for one
   */
  Heartbeat(
      String name,
      Session session,
      HeartbeatSettings settings,
      Scheduler scheduler,
      Listener listener,
      Consumer<Thread> threads) {
    this.threads = threads;
    this.name = name;
    this.session = session;
    this.settings = settings;
    this.scheduler = scheduler;
    this.listener = listener;
  }

  /** Begins with a beat at once. */
  void start() {
    beat();
  }

  /** Ends it and frees the thread of a beat under way; nothing is reported any more. */
  void stop() {
    synchronized (lock) {
      stopped = true;
      next.cancel();
      if (beating != null) {
        Interruption.of(beating);
      }
    }
  }

  private void beat() {
    AtomicBoolean decided = new AtomicBoolean();
    synchronized (lock) {
      if (stopped) {
        return;
      }
      Thread thread = Thread.ofVirtual().name("heartbeat " + name).unstarted(() -> ping(decided));
      beating = thread;
      next = scheduler.schedule(settings.timeout(), () -> overdue(decided, thread));
      try {
        threads.accept(thread);
      } catch (OutOfMemoryError | RuntimeException e) {
        // That says nothing of the peer: the next beat comes at its time.
        LOG.error("No heartbeat of {} for now: {}", name, e.toString());
        beating = null;
        next.cancel();
        next = scheduler.schedule(settings.interval(), this::beat);
      }
    }
  }

  private void ping(AtomicBoolean decided) {
    long begun = System.nanoTime();
    Throwable trouble = null;
    try {
      session.ping(Deadline.in(settings.timeout()));
    } catch (Throwable t) {
      trouble = t;
    }
    Duration latency = Duration.ofNanos(System.nanoTime() - begun);
    boolean inTime = decided.compareAndSet(false, true);
    synchronized (lock) {
      // From here on nobody interrupts this thread, not even a stop caused by its own report.
      beating = null;
      next.cancel();
      if (stopped) {
        return;
      }
      next = scheduler.schedule(settings.interval(), this::beat);
    }
    if (!inTime) {
      return;
    }
    if (trouble == null) {
      listener.answered(latency);
    } else if (session.isBusy()) {
      listener.busy();
    } else {
      listener.failed(trouble);
    }
  }

  private void overdue(AtomicBoolean decided, Thread thread) {
    if (decided.compareAndSet(false, true)) {
      boolean missed = !session.isBusy();
      Interruption.of(thread);
      if (missed) {
        listener.unanswered(settings.timeout());
      } else {
        listener.busy();
      }
    }
  }
}
