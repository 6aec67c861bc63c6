package dev.signalbox.console.local;

import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.console.SnapshotSource;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Looks every few seconds whether a file has changed, and tells when that is so or no longer so.
 * The next look is planned when the last one is over, so that a slow file system has one at a time.
 *
 * <p>Threading: any thread; the looks are taken by virtual threads.
 */
final class FileWatch {
  private static final Duration BEAT = Duration.ofSeconds(3);

  private final BooleanSupplier changed;
  private final Scheduler scheduler;
  private final SnapshotListeners<Boolean> listeners = new SnapshotListeners<>();
  private final Object lock = new Object();
  private boolean latest;
  private boolean closed;
  private Scheduler.Cancellation next = Scheduler.Cancellation.NONE;

  /**
   * Begins to look.
   *
   * @param changed takes a look; may block
   */
  FileWatch(BooleanSupplier changed, Scheduler scheduler) {
    this.changed = changed;
    this.scheduler = scheduler;
    plan();
  }

  private void plan() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      try {
        next =
            scheduler.schedule(
                BEAT,
                () -> {
                  var _ =
                      Thread.ofVirtual()
                          .name("configuration watch")
                          .start(
                              () -> {
                                look();
                                plan();
                              });
                });
      } catch (RejectedExecutionException schedulerClosed) {
        // The program has ended: nobody asks any more.
        closed = true;
      }
    }
  }

  /** Looks now. Blocks on the file system. */
  void look() {
    boolean now = changed.getAsBoolean();
    synchronized (lock) {
      if (now != latest && !closed) {
        latest = now;
        listeners.tell(now);
      }
    }
  }

  SnapshotSource<Boolean> changed() {
    return SnapshotSource.of(
        () -> {
          synchronized (lock) {
            return latest;
          }
        },
        listener -> {
          synchronized (lock) {
            listeners.add(listener, latest);
          }
        },
        listeners::remove);
  }

  /** Looks no more. */
  void close() {
    synchronized (lock) {
      closed = true;
      next.cancel();
    }
  }
}
