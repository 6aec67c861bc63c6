package dev.signalbox.relay;

import dev.signalbox.connection.Scheduler;
import dev.signalbox.relay.RelayException.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lease that was taken and is renewed until it is closed. Its holder must not publish once the
 * last renewal is so old that the lease may be somebody else's: {@link #throwIfLost()} says so, by
 * two clocks, because the monotonic one can stand still while the machine sleeps.
 *
 * <p>Threading: each renewal runs on a virtual thread of its own, one at a time; closing waits for
 * the one under way.
 */
final class Lease implements AutoCloseable {
  private static final int RENEWALS_PER_LEASE = 3;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(6);

  private final CheckpointStore store;
  private final CheckpointRecord checkpoint;
  private final Scheduler scheduler;
  private final Duration time;
  private final RelayFailures failures;
  private final RelayDatabase database;
  private final ReentrantLock lock = new ReentrantLock();
  private Scheduler.Cancellation next = Scheduler.Cancellation.NONE;
  private @Nullable Thread renewing;
  private @Nullable RelayException fence;
  private Instant renewedAt;
  private long renewedNanos;
  private boolean closed;

  Lease(
      CheckpointStore store,
      CheckpointRecord checkpoint,
      RelayDatabase database,
      Scheduler scheduler,
      Duration time,
      RelayFailures failures) {
    this.store = store;
    this.checkpoint = checkpoint;
    this.database = database;
    this.scheduler = scheduler;
    this.time = time;
    this.failures = failures;
    this.renewedAt = scheduler.now();
    this.renewedNanos = System.nanoTime();
    scheduleNext();
  }

  private void scheduleNext() {
    lock.lock();
    try {
      if (!closed) {
        next = scheduler.schedule(time.dividedBy(RENEWALS_PER_LEASE), this::begin);
      }
    } finally {
      lock.unlock();
    }
  }

  private void begin() {
    lock.lock();
    try {
      if (!closed) {
        renewing = Thread.ofVirtual().name("lease " + checkpoint.sourceId()).start(this::renew);
      }
    } finally {
      lock.unlock();
    }
  }

  private void renew() {
    // Taken before asking: the lease runs from no earlier than this.
    Instant at = scheduler.now();
    long nanos = System.nanoTime();
    try {
      store.renew(checkpoint);
      renewed(at, nanos);
    } catch (RelayException e) {
      if (e.recovery() == Recovery.NONE) {
        fenced(e);
      }
    } catch (RunStoppedException e) {
      // The run ends; it releases the lease itself.
    }
    scheduleNext();
  }

  private void renewed(Instant at, long nanos) {
    lock.lock();
    try {
      renewedAt = at;
      renewedNanos = nanos;
    } finally {
      lock.unlock();
    }
  }

  private void fenced(RelayException by) {
    lock.lock();
    try {
      fence = by;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @throws RelayException if the lease is somebody else's, or may be for all we know
   */
  void throwIfLost() throws RelayException {
    lock.lock();
    try {
      if (fence != null) {
        throw fence;
      }
      Duration safe = time.multipliedBy(2).dividedBy(RENEWALS_PER_LEASE);
      boolean old =
          Duration.ofNanos(System.nanoTime() - renewedNanos).compareTo(safe) > 0
              || Duration.between(renewedAt, scheduler.now()).compareTo(safe) > 0;
      if (old) {
        throw failures.leaseUnrenewed(database.endpoint(), safe);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends renewing; the lease itself stays until it is released or expires. */
  @Override
  public void close() {
    Thread last;
    lock.lock();
    try {
      closed = true;
      next.cancel();
      last = renewing;
    } finally {
      lock.unlock();
    }
    if (last != null) {
      join(last);
    }
  }

  private static void join(Thread last) {
    try {
      var _ = last.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
