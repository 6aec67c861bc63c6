package dev.signalbox.shutdown;

import java.time.Instant;

/** Where the program stands: one way only. */
public sealed interface ProgramState {
  record Open() implements ProgramState {}

  /**
   * Going down.
   *
   * @param haltAt when the watchdog ends the process whatever is left
   */
  record Closing(ShutdownPhase phase, Instant since, Instant haltAt, ShutdownReason reason)
      implements ProgramState {}

  record Closed(ShutdownReport report) implements ProgramState {}
}
