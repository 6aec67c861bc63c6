package dev.signalbox.relay.checkpoint;

import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lease that was taken and is renewed until it is closed. Its holder must not publish once the
 * last renewal is so old that the lease may be somebody else's: {@link #throwIfLost()} says so, by
 * two clocks, because the monotonic one can stand still while the machine sleeps.
 *
 * <p>Threading: what speaks to the database blocks, and is for one thread at a time. Each renewal
 * runs on a virtual thread of its own, one at a time; closing waits for the one under way.
 */
public final class Lease implements AutoCloseable {
  /**
   * How often whoever waits looks whether the lease is still its own: nothing wakes it for that.
   */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final int RENEWALS_PER_LEASE = 3;
  private static final int RETRIES_PER_LEASE = 10;
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(6);

  /** What was seen so recently still holds: it is asked for before each row, and dear to reckon. */
  private static final long RECENT_NANOSECONDS = 1_000_000;

  private final CheckpointStore store;
  private final Scheduler scheduler;
  private final Duration time;
  private final Duration lookback;

  /** How old the last renewal may be. */
  private final Duration safe;

  private final RelayFailures failures;
  private final RunControl control;
  private final ReentrantLock lock = new ReentrantLock();
  private Scheduler.Cancellation next = Scheduler.Cancellation.NONE;
  private @Nullable Thread renewing;
  private volatile @Nullable RelayException fence;
  private ClockReading renewed;
  private volatile long looked = System.nanoTime() - RECENT_NANOSECONDS;
  private boolean closed;
  private volatile CheckpointRecord checkpoint;

  /**
   * A moment by both clocks. The lease runs from no earlier than the moment before the database was
   * asked for it.
   */
  record ClockReading(Instant instant, long nanos) {
    static ClockReading now(Scheduler scheduler) {
      return new ClockReading(scheduler.now(), System.nanoTime());
    }

    private Duration age() {
      return Duration.ofNanos(System.nanoTime() - nanos);
    }
  }

  /**
   * Begins to renew it.
   *
   * @param asked from before the database was asked for the lease
   * @param lookback how far behind the position rows are kept that were relayed
   */
  Lease(
      CheckpointStore store,
      CheckpointRecord checkpoint,
      ClockReading asked,
      Duration time,
      Duration lookback,
      CallContext calls) {
    this.store = store;
    this.checkpoint = checkpoint;
    this.scheduler = calls.scheduler();
    this.time = time;
    this.lookback = lookback;
    this.safe = time.multipliedBy(2).dividedBy(RENEWALS_PER_LEASE);
    this.failures = calls.failures();
    this.control = calls.control();
    this.renewed = asked;
    schedule(whenDue());
  }

  /** The checkpoint as it was taken or committed last. */
  public CheckpointRecord checkpoint() {
    return checkpoint;
  }

  /**
   * Moves the checkpoint. When this fails, it either moved or did not, and taking the lease again
   * tells which.
   *
   * @throws RelayException as fenced if the lease has another holder by now; or as the database's
   *     failure
   * @throws RunStoppedException if a stop did not wait for it
   */
  public void commit(Advance advance) throws RelayException {
    checkpoint = store.commit(checkpoint, advance, lookback);
  }

  /**
   * Writes down that rows were relayed which the stream has and the position does not come to any
   * more: they were late, and nobody got as far as recording them.
   *
   * @return how many they are
   * @throws RelayException as fenced if the lease has another holder by now; or as the database's
   *     failure
   * @throws RunStoppedException if a stop did not wait for it
   */
  public int recognise(Collection<Position> stored) throws RelayException {
    Optional<String> after = checkpoint.seenAfter();
    List<Position> late =
        stored.stream()
            .filter(row -> after.filter(time -> row.timestamp().compareTo(time) > 0).isPresent())
            .toList();
    return late.isEmpty() ? 0 : store.recognise(checkpoint, late);
  }

  /** Whether rows are looked for that the position has passed. */
  public boolean looksBack() {
    return checkpoint.seenAfter().isPresent();
  }

  /** Whether a row is so far behind another that nobody looks for it once that is relayed. */
  public boolean isOutOfReach(Position row, Position relayed) {
    return checkpoint
        .seenAfter(relayed, lookback)
        .filter(after -> row.timestamp().compareTo(after) <= 0)
        .isPresent();
  }

  /**
   * Moves the checkpoint past a row that was diverted, with a record of it. Fails as {@link
   * #commit}.
   *
   * @throws RelayException as fenced if the lease has another holder by now; or as the database's
   *     failure
   * @throws RunStoppedException if a stop did not wait for it
   */
  public void passOver(BadRow row) throws RelayException {
    checkpoint = store.passOver(checkpoint, row, lookback);
  }

  /**
   * Whether a row was passed over already, which one of whose position no checkpoint can be does
   * not tell by that.
   *
   * @throws RelayException as the database's failure
   * @throws RunStoppedException if a stop ended it
   */
  public boolean isPassedOver(BadRow row) throws RelayException {
    return store.isPassedOver(row);
  }

  /**
   * Makes the next term's epoch higher than one that was found in the stream: the checkpoint was
   * restored from an older copy. This term is over by that.
   *
   * @throws RelayException as fenced if the lease has another holder by now; or as the database's
   *     failure
   * @throws RunStoppedException if a stop did not wait for it
   */
  public void outrank(long epoch) throws RelayException {
    store.outrank(checkpoint, epoch);
  }

  /**
   * Has the next term take the stream as it finds it. This term is over by that.
   *
   * @param anew whether every row is to be relayed again that the stream does not have
   * @throws RelayException as fenced if the lease has another holder by now; or as the database's
   *     failure
   * @throws RunStoppedException if a stop did not wait for it
   */
  public void forgetStream(boolean anew) throws RelayException {
    store.forgetStream(checkpoint, anew);
  }

  /**
   * Says of which stream the checkpoint is a place.
   *
   * @param streamCreated when the stream was made
   * @throws RelayException as fenced if the lease has another holder by now; or as the database's
   *     failure
   * @throws RunStoppedException if a stop did not wait for it
   */
  public void adopt(String streamCreated) throws RelayException {
    checkpoint = store.adopt(checkpoint, streamCreated);
  }

  private void schedule(Duration delay) {
    lock.lock();
    try {
      if (!closed) {
        next = scheduler.schedule(delay, this::begin);
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
    ClockReading asked = ClockReading.now(scheduler);
    try {
      store.renew(checkpoint);
      renewed(asked);
      schedule(whenDue());
    } catch (RelayException e) {
      if (e.failure().kind() == FailureKind.FENCED) {
        fenced(e);
      } else {
        schedule(soon());
      }
    } catch (RunStoppedException e) {
      // The run ends and releases the lease itself; until then it is renewed.
      schedule(soon());
    }
  }

  /** From the last renewal on, so that one that takes its time does not put off the next. */
  private Duration whenDue() {
    lock.lock();
    try {
      Duration left = time.dividedBy(RENEWALS_PER_LEASE).minus(renewed.age());
      return left.isNegative() ? Duration.ZERO : left;
    } finally {
      lock.unlock();
    }
  }

  /** So that one failed renewal, or two, does not lose the lease. */
  private Duration soon() {
    Duration part = time.dividedBy(RETRIES_PER_LEASE);
    return part.compareTo(LONGEST_RETRY) < 0 ? part : LONGEST_RETRY;
  }

  private void renewed(ClockReading asked) {
    lock.lock();
    try {
      renewed = asked;
    } finally {
      lock.unlock();
    }
  }

  private void fenced(RelayException by) {
    fence = by;
    control.wake();
  }

  /** Whether somebody else is known to have it. */
  public boolean isFenced() {
    return fence != null;
  }

  /**
   * Waits until a condition holds, whose changes wake the run. The loss of the lease cuts it short;
   * a stop does so only if the condition looks at it.
   *
   * @param meanwhile done each second
   * @throws RelayException if the lease is somebody else's, or may be for all we know
   */
  public void await(BooleanSupplier condition, Runnable meanwhile) throws RelayException {
    boolean held = false;
    while (!held) {
      held = control.await(() -> condition.getAsBoolean() || isFenced(), LOOK);
      throwIfLost();
      if (!held) {
        meanwhile.run();
      }
    }
  }

  /**
   * Lets its holder publish and commit only while the lease is certainly its own.
   *
   * @throws RelayException if the lease is somebody else's, or may be for all we know
   */
  public void throwIfLost() throws RelayException {
    RelayException by = fence;
    if (by != null) {
      throw by;
    }
    long now = System.nanoTime();
    if (now - looked >= RECENT_NANOSECONDS) {
      throwIfUnrenewed();
      looked = now;
    }
  }

  private void throwIfUnrenewed() throws RelayException {
    lock.lock();
    try {
      if (renewed.age().compareTo(safe) > 0
          || Duration.between(renewed.instant(), scheduler.now()).compareTo(safe) > 0) {
        throw failures.leaseUnrenewed(store.endpoint(), safe);
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
