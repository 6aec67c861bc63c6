package dev.signalbox.shutdown.state;

import dev.signalbox.shutdown.state.ProgramEvent.Finished;
import dev.signalbox.shutdown.state.ProgramEvent.PhaseBegun;
import dev.signalbox.shutdown.state.ProgramEvent.ShutdownRequested;
import dev.signalbox.shutdown.state.ProgramState.Closed;
import dev.signalbox.shutdown.state.ProgramState.Closing;
import dev.signalbox.shutdown.state.ProgramState.Open;

/**
 * The program's own interlocking: a pure, total function that leads one way, from open to closed.
 */
public final class ProgramTransitions {
  private ProgramTransitions() {}

  public static ProgramState next(ProgramState state, ProgramEvent event) {
    return switch (state) {
      case Open open ->
          switch (event) {
            case ShutdownRequested e ->
                new Closing(ShutdownPhase.ATTEMPTS, e.haltAt(), e.at(), e.haltAt(), e.reason());
            case PhaseBegun _, Finished _ -> open;
          };
      case Closing closing ->
          switch (event) {
            case ShutdownRequested _ -> closing;
            case PhaseBegun e -> in(closing, e);
            case Finished e -> new Closed(e.report());
          };
      case Closed closed -> closed;
    };
  }

  private static Closing in(Closing closing, PhaseBegun event) {
    return new Closing(
        event.phase(), event.until(), closing.since(), closing.haltAt(), closing.reason());
  }
}
