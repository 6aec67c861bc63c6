package dev.signalbox.shutdown;

import dev.signalbox.connection.state.ConnectionEvent;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.ConnectionTransition;
import dev.signalbox.connection.state.ConnectionTransitions;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.relay.state.RelayStatus;
import dev.signalbox.relay.state.RelayTransition;
import dev.signalbox.relay.state.RelayTransitions;
import dev.signalbox.shutdown.state.ProgramEvent;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ProgramTransitions;
import java.util.Optional;
import java.util.function.BiFunction;

/** The functions under trial: those of the product, or one of them with a mistake. */
record Interlockings(ForEndpoint endpoint, ForRelay relay, ForProgram program, Limits limits) {
  static final Interlockings REAL =
      new Interlockings(
          ConnectionTransitions::next,
          RelayTransitions::next,
          ProgramTransitions::next,
          ShutdownStep::limit);

  @FunctionalInterface
  interface ForEndpoint
      extends BiFunction<ConnectionStatus, ConnectionEvent, ConnectionTransition> {}

  @FunctionalInterface
  interface ForRelay extends BiFunction<RelayStatus, RelayEvent, RelayTransition> {}

  @FunctionalInterface
  interface ForProgram extends BiFunction<ProgramState, ProgramEvent, ProgramState> {}

  /** How much of what is left of the budget a step may wait for. */
  @FunctionalInterface
  interface Limits {
    int limit(ShutdownStep step, int left);
  }

  /** One thing that may happen to a part, what it leads to, and the rule it breaks, if any. */
  record Step<T>(T next, Optional<Invariant> broken) {}

  Interlockings withEndpoint(ForEndpoint other) {
    return new Interlockings(other, relay, program, limits);
  }

  Interlockings withRelay(ForRelay other) {
    return new Interlockings(endpoint, other, program, limits);
  }

  Interlockings withProgram(ForProgram other) {
    return new Interlockings(endpoint, relay, other, limits);
  }

  Interlockings withLimits(Limits other) {
    return new Interlockings(endpoint, relay, program, other);
  }
}
