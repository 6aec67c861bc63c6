package dev.signalbox.relay.checkpoint;

import dev.signalbox.base.Durations;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.state.HeldLease;
import java.time.Duration;
import java.util.Optional;

/**
 * A lease that was handed over: it is left to others for a while. That is counted in looks and not
 * by a clock: while this relay cannot look, others cannot either.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class GivingWay {
  private final CheckpointStore store;
  private final LeaseHolder self;

  /** How often in a row it was seen to be free. */
  private int free;

  GivingWay(CheckpointStore store, LeaseHolder self) {
    this.store = store;
    this.self = self;
  }

  /** What a look has led to. */
  sealed interface Outcome {
    /** It is free, and others may take it. */
    record Left() implements Outcome {}

    /** Another one has it, as these words say. */
    record Taken(String words) implements Outcome {}

    /** It is free although the others had time to take it. */
    record Unwanted() implements Outcome {}
  }

  /** What is said of the lease meanwhile. */
  static HeldLease left(Duration time) {
    return new HeldLease(
        "handed over; taken back here if nobody takes it within " + Durations.words(time),
        Optional.empty());
  }

  /** What is said of one that could not be released. */
  static HeldLease unreleased(Duration leaseTime) {
    return new HeldLease(
        "not released yet; free at the latest in " + Durations.words(leaseTime), Optional.empty());
  }

  /**
   * Looks who has it. Whose term it is does not matter: an operator begins a new one who sets the
   * position, without taking the lease. A relay elsewhere may have taken the lease and left it in
   * order from one look to the next; then nobody polls, as if nobody had taken it, and so it is
   * taken back when the time is over.
   *
   * <p>A look that fails begins the time anew, and so does one that ends it: what comes after that
   * is another try.
   *
   * @throws RelayException as fenced if the relay's row is not there; or as the database's failure
   */
  Outcome look() throws RelayException {
    int before = free;
    free = 0;
    CheckpointStore.Standing now = store.standing();
    if (now.holder().isEmpty()) {
      if (before == RelayLimits.LOOKS_OF_OTHERS) {
        return new Outcome.Unwanted();
      }
      free = before + 1;
      return new Outcome.Left();
    }
    if (!now.holder().get().equals(self.text())) {
      return new Outcome.Taken(now.words());
    }
    // It could not be released when it was handed over: nobody had a chance to take it.
    store.release(now.sourceId(), now.epoch(), Checkpoint.STOPPED, Optional.empty());
    free = 1;
    return new Outcome.Left();
  }
}
