package dev.signalbox.relay.state;

import java.util.Optional;

/**
 * A run whose thread has not ended.
 *
 * @param step the step of the start that is under way; empty once it polls
 * @param stop how it was told to end, if it was
 */
public record LiveRun(RunId id, Optional<Step> step, WaitReasons waits, Optional<StopMode> stop) {

  /** Step {@code number} of {@code total} of a start. */
  public record Step(String words, int number, int total) {}

  public static LiveRun starting(RunId id, Step first) {
    return new LiveRun(id, Optional.of(first), WaitReasons.NONE, Optional.empty());
  }

  LiveRun at(Step next) {
    return new LiveRun(id, Optional.of(next), waits, stop);
  }

  public LiveRun polling() {
    return new LiveRun(
        id, Optional.empty(), waits.withHeld(Optional.empty()).withOverdue(Optional.empty()), stop);
  }

  public LiveRun with(WaitReasons now) {
    return new LiveRun(id, step, now, stop);
  }

  public LiveRun stopping(StopMode mode) {
    return new LiveRun(id, step, waits, Optional.of(mode));
  }

  /** Goes on without the lease, which it has handed over. */
  LiveRun handedOver(HeldLease left) {
    return new LiveRun(
        id, step, waits.withLease(left).withOverdue(Optional.empty()), Optional.empty());
  }

  /** Whether it was told to hand the lease over, and no more than that. */
  public boolean isHandingOver() {
    return stop.equals(Optional.of(StopMode.HAND_OVER));
  }

  /** Whether it was told to end before it had begun to poll. */
  boolean isStartAbandoned() {
    return step.isPresent() && stop.isPresent();
  }
}
