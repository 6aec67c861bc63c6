package dev.signalbox.shutdown.state;

import dev.signalbox.base.Durations;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What each step of a shutdown did and took. */
public record ShutdownReport(ShutdownReason reason, List<Step> steps, Duration total) {

  /**
   * One step.
   *
   * @param complete false if its time was up before it had finished
   */
  public record Step(ShutdownPhase phase, Duration took, boolean complete, String detail) {}

  public ShutdownReport {
    steps = List.copyOf(steps);
  }

  /** The last line of every shutdown. */
  public String line() {
    return "Shutdown complete in %s: %s"
        .formatted(
            Durations.taken(total),
            steps.stream()
                .map(
                    s ->
                        "%s %s%s"
                            .formatted(
                                s.phase().word(),
                                Durations.taken(s.took()),
                                s.complete() ? "" : " (unfinished)"))
                .collect(Collectors.joining(", ")));
  }
}
