package dev.signalbox.relay.checkpoint;

import dev.signalbox.base.Durations;
import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.HeldLease;
import java.time.Duration;
import java.util.Optional;

/**
 * A lease that was handed over: it is left to others for a while.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class GivingWay {
  private final CheckpointStore store;
  private final CheckpointRecord given;
  private final LeaseHolder self;
  private final Scheduler scheduler;
  private final Duration time;
  private long since;

  /**
   * Counts from now.
   *
   * @param given as it was taken last
   * @param time for which it is left to others
   */
  GivingWay(
      CheckpointStore store,
      CheckpointRecord given,
      LeaseHolder self,
      Scheduler scheduler,
      Duration time) {
    this.store = store;
    this.given = given;
    this.self = self;
    this.scheduler = scheduler;
    this.time = time;
    this.since = scheduler.nanoTime();
  }

  /** What is said of the lease meanwhile. */
  static HeldLease left(Duration time) {
    return new HeldLease(
        "handed over; taken back here if nobody takes it within " + Durations.words(time),
        Optional.empty());
  }

  HeldLease left() {
    return left(time);
  }

  /** How long it is still left to others; never negative. */
  Duration rest() {
    Duration rest = time.minusNanos(scheduler.nanoTime() - since);
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /**
   * Looks who has it.
   *
   * @return whether it is over, because somebody has taken it or nobody wants it
   * @throws RelayException as the database's failure
   */
  boolean isOver(LeaseWait wait) throws RelayException {
    Optional<CheckpointStore.Standing> found = store.standing();
    if (found.filter(standing -> standing.epoch() == given.epoch()).isEmpty()) {
      found
          .flatMap(CheckpointStore.Standing::holder)
          .map(LeaseHolder::words)
          .ifPresent(wait::takenByAnother);
      return true;
    }
    if (found.flatMap(CheckpointStore.Standing::holder).filter(self::equals).isPresent()) {
      // It could not be released when it was handed over: nobody had a chance to take it.
      store.release(given, Checkpoint.STOPPED, Optional.empty());
      since = scheduler.nanoTime();
      return false;
    }
    if (rest().isZero()) {
      wait.takenBack(time);
      return true;
    }
    return false;
  }
}
