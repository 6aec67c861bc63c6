package dev.signalbox.fleet.window;

import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.fleet.wire.EngineState;
import java.util.Optional;

/** What a command to one engine is given besides, and what its outcome is to its window. Pure. */
final class Orders {
  private Orders() {}

  /** These mean something else if their target has moved on since it was looked at. */
  static Optional<String> seen(Command command, EngineState told) {
    return switch (command) {
      case Command.Start c -> relayWord(told, c.relay());
      case Command.StopNow c -> relayWord(told, c.relay());
      case Command.HandOver c -> relayWord(told, c.relay());
      case Command.Disconnect c ->
          told.connections().stream()
              .map(EngineState.Entry::snapshot)
              .filter(connection -> connection.endpoint().name().equals(c.connection()))
              .map(connection -> connection.state().word())
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static Optional<String> relayWord(EngineState told, String name) {
    return told.relays().stream()
        .map(EngineState.Entry::snapshot)
        .filter(relay -> relay.name().equals(name))
        .map(relay -> relay.state().word())
        .findFirst();
  }

  static Verdict verdict(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> new Verdict.Accepted();
      case Outcome.Joined _ -> new Verdict.Joined();
      case Outcome.Refused(String reason) -> new Verdict.Refused(reason);
      case Outcome.Changed(String reason) -> new Verdict.Refused(reason + ": nothing was done");
      case Outcome.Expired _ ->
          new Verdict.Refused("it came too late to be still meant: nothing was done");
      case Outcome.NotPermitted(String reason) ->
          new Verdict.Refused("the fleet's server does not permit it: " + reason);
      case Outcome.NoAnswer(String reason) -> new Verdict.Refused(reason);
    };
  }
}
