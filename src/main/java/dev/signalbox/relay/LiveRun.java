package dev.signalbox.relay;

import java.util.Optional;

/**
 * A run whose thread has not ended.
 *
 * @param step the step of the start that is under way; empty once it polls
 * @param stop how it was told to end, if it was
 */
public record LiveRun(RunId id, Optional<Step> step, Obstacles obstacles, Optional<StopMode> stop) {

  /** Step {@code number} of {@code total} of a start. */
  public record Step(String words, int number, int total) {}

  static LiveRun starting(RunId id, Step first) {
    return new LiveRun(id, Optional.of(first), Obstacles.NONE, Optional.empty());
  }

  LiveRun at(Step next) {
    return new LiveRun(id, Optional.of(next), obstacles, stop);
  }

  LiveRun polling() {
    return new LiveRun(
        id,
        Optional.empty(),
        obstacles.withHeld(Optional.empty()).withOverdue(Optional.empty()),
        stop);
  }

  LiveRun with(Obstacles now) {
    return new LiveRun(id, step, now, stop);
  }

  LiveRun stopping(StopMode mode) {
    return new LiveRun(id, step, obstacles, Optional.of(mode));
  }

  /** Whether it was told to end before it had begun to poll. */
  boolean isStartAbandoned() {
    return step.isPresent() && stop.isPresent();
  }
}
