package dev.signalbox.shutdown;

import dev.signalbox.shutdown.Interlockings.Step;
import dev.signalbox.shutdown.state.ProgramEvent;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program with the thread of its shutdown: how far that is, what it has left of its budget,
 * whether a step had to be left unfinished, and what the coordinator keeps as the program's state.
 */
record ProgramModel(ShutdownStep step, int left, boolean overdue, ProgramState state) {
  private static final Instant NOW = EndpointModel.NOW;
  private static final Instant HALT = NOW.plusSeconds(ShutdownStep.BUDGET);
  private static final ShutdownReason FIRST = new ShutdownReason.Signal(15);
  private static final ShutdownReport REPORT = report(FIRST);

  static ProgramModel initial() {
    return new ProgramModel(ShutdownStep.OPEN, ShutdownStep.BUDGET, false, new ProgramState.Open());
  }

  /** Whether the coordinator lets a command pass that is given now. */
  boolean lets() {
    return state instanceof ProgramState.Open;
  }

  /**
   * Whether a start that is accepted now breaks the rule. One that had passed the coordinator just
   * before the shutdown began may still reach the relay, until that is retired.
   */
  boolean forbidsStart() {
    return step.isRelayRetired() || (step != ShutdownStep.OPEN && lets());
  }

  /** Goes on; {@code yes} if what the thread looked at or waited for is so. */
  Step<ProgramModel> next(Interlockings interlockings, boolean yes) {
    ShutdownStep next = step.next(yes);
    ProgramState after = interlockings.program().apply(state, event(next));
    if (step == ShutdownStep.OPEN && after.equals(state)) {
      // A request that changes nothing begins no shutdown.
      return new Step<>(this, Optional.of(Invariant.LEADS_TO_CLOSED));
    }
    boolean late = step.waits() && !yes;
    int rest = late ? left - interlockings.limits().limit(step, left) : left;
    ProgramModel model =
        new ProgramModel(next, rest, overdue || (late && step.next(true) == next), after);
    return new Step<>(model, model.broken(interlockings));
  }

  private ProgramEvent event(ShutdownStep next) {
    if (next == ShutdownStep.CLOSED) {
      return new ProgramEvent.Finished(REPORT);
    }
    return next.phase()
        .<ProgramEvent>map(phase -> new ProgramEvent.PhaseBegun(phase, HALT))
        .orElse(new ProgramEvent.ShutdownRequested(FIRST, NOW, HALT));
  }

  private Optional<Invariant> broken(Interlockings interlockings) {
    if (left < 0 || (step == ShutdownStep.CLOSED && !(state instanceof ProgramState.Closed))) {
      return Optional.of(Invariant.LEADS_TO_CLOSED);
    }
    if (!state.equals(expected())) {
      return Optional.of(Invariant.PROGRAM_TELLS_THE_STEP);
    }
    boolean unmoved =
        strays().allMatch(event -> interlockings.program().apply(state, event).equals(state));
    if (unmoved) {
      return Optional.empty();
    }
    return Optional.of(
        step == ShutdownStep.CLOSED
            ? Invariant.TERMINAL_STATES_ABSORB
            : Invariant.PROGRAM_TELLS_THE_STEP);
  }

  private ProgramState expected() {
    if (step == ShutdownStep.OPEN) {
      return new ProgramState.Open();
    }
    if (step == ShutdownStep.CLOSED) {
      return new ProgramState.Closed(REPORT);
    }
    return new ProgramState.Closing(
        step.phase().orElse(ShutdownPhase.ATTEMPTS), HALT, NOW, HALT, FIRST);
  }

  /** What must change nothing now: a second request, and once it is closed everything. */
  private Stream<ProgramEvent> strays() {
    Stream<ProgramEvent> again =
        Stream.of(
            new ProgramEvent.ShutdownRequested(
                new ShutdownReason.Quit(), NOW.plusSeconds(1), HALT.plusSeconds(1)));
    return step == ShutdownStep.CLOSED
        ? Stream.concat(
            again,
            Stream.concat(
                Stream.of(new ProgramEvent.Finished(report(new ShutdownReason.Quit()))),
                Arrays.stream(ShutdownPhase.values())
                    .map(phase -> new ProgramEvent.PhaseBegun(phase, HALT))))
        : again;
  }

  private static ShutdownReport report(ShutdownReason reason) {
    return new ShutdownReport(reason, List.of(), Duration.ZERO);
  }
}
