package dev.signalbox.shutdown.state;

import java.time.Instant;

/** Where the program stands: one way only. */
public sealed interface ProgramState {

  /** The state's name, the same in every language and version. */
  default String word() {
    return getClass().getSimpleName();
  }

  record Open() implements ProgramState {}

  /**
   * Going down.
   *
   * @param phaseUntil when this step is given up, and the next one begins
   * @param since when the end was asked for
   * @param haltAt when the watchdog ends the process whatever is left
   */
  record Closing(
      ShutdownPhase phase, Instant phaseUntil, Instant since, Instant haltAt, ShutdownReason reason)
      implements ProgramState {}

  record Closed(ShutdownReport report) implements ProgramState {}
}
