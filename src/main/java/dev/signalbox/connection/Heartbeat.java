package dev.signalbox.connection;

import dev.signalbox.settings.HeartbeatSettings;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Proves a session alive again and again. Each beat runs on a fresh virtual thread; a beat that is
 * not answered in time is reported, interrupted, and the next one begins only when its thread has
 * ended, so that a peer that never answers costs one thread and not a growing number.
 */
final class Heartbeat {

  /** Called from the heartbeat's threads. */
  interface Listener {
    void answered(Duration latency);

    void failed(Throwable cause);
  }

  private enum Beat {
    PENDING,
    DONE
  }

  private final String name;
  private final Session session;
  private final HeartbeatSettings settings;
  private final Scheduler scheduler;
  private final Listener listener;
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
    AtomicReference<Beat> beat = new AtomicReference<>(Beat.PENDING);
    synchronized (lock) {
      if (stopped) {
        return;
      }
      Thread thread = Thread.ofVirtual().name("heartbeat " + name).unstarted(() -> ping(beat));
      beating = thread;
      next = scheduler.schedule(settings.timeout(), () -> overdue(beat, thread));
      thread.start();
    }
  }

  private void ping(AtomicReference<Beat> beat) {
    long begun = System.nanoTime();
    Throwable trouble = null;
    try {
      session.ping(Deadline.in(settings.timeout()));
    } catch (Throwable t) {
      trouble = t;
    }
    Duration latency = Duration.ofNanos(System.nanoTime() - begun);
    if (beat.compareAndSet(Beat.PENDING, Beat.DONE) && !isStopped()) {
      if (trouble == null) {
        listener.answered(latency);
      } else {
        listener.failed(trouble);
      }
    }
    synchronized (lock) {
      beating = null;
      next.cancel();
      if (!stopped) {
        next = scheduler.schedule(settings.interval(), this::beat);
      }
    }
  }

  private void overdue(AtomicReference<Beat> beat, Thread thread) {
    if (beat.compareAndSet(Beat.PENDING, Beat.DONE) && !isStopped()) {
      Interruption.of(thread);
      listener.failed(new TimeoutException("no reply for " + Durations.words(settings.timeout())));
    }
  }

  private boolean isStopped() {
    synchronized (lock) {
      return stopped;
    }
  }
}
