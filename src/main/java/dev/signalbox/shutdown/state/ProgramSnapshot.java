package dev.signalbox.shutdown.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the program stands: what listeners receive.
 *
 * @param finished the steps of the shutdown that are over
 * @param armedUntil until when Start is unlocked; empty if it is locked or needs no arming
 */
public record ProgramSnapshot(
    ProgramState state, List<ShutdownReport.Step> finished, Optional<Instant> armedUntil) {
  public ProgramSnapshot {
    finished = List.copyOf(finished);
  }
}
