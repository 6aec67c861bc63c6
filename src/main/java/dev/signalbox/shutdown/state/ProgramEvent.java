package dev.signalbox.shutdown.state;

import java.time.Instant;

/** Everything that can happen to the program as a whole. */
public sealed interface ProgramEvent {

  /**
   * Somebody asked for the end.
   *
   * @param haltAt when the watchdog will end the process
   */
  record ShutdownRequested(ShutdownReason reason, Instant at, Instant haltAt)
      implements ProgramEvent {}

  /**
   * A step of the way down has begun.
   *
   * @param until when it is given up
   */
  record PhaseBegun(ShutdownPhase phase, Instant until) implements ProgramEvent {}

  record Finished(ShutdownReport report) implements ProgramEvent {}
}
