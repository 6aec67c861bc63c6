package dev.signalbox.fleet.engine;

import dev.signalbox.console.Command;
import dev.signalbox.console.Console;
import java.util.Optional;

/** What of the commands may come from afar, and on what condition. Pure. */
final class OrderRules {
  private static final String CONFIGURATION =
      "an engine's configuration is changed where the engine is";

  private OrderRules() {}

  /** Why it is not taken from afar; empty if it is. */
  static Optional<String> onlyHere(Command command) {
    return switch (command) {
      case Command.SaveConnection _,
          Command.DeleteConnection _,
          Command.RemoveConnection _,
          Command.RemoveRelay _,
          Command.ReloadConfiguration _ ->
          Optional.of(CONFIGURATION);
      case Command.Connect _,
          Command.Cancel _,
          Command.Disconnect _,
          Command.Reconnect _,
          Command.Start _,
          Command.CancelStart _,
          Command.Stop _,
          Command.StopNow _,
          Command.HandOver _,
          Command.Arm _,
          Command.Lock _,
          Command.SetPosition _,
          Command.TakeOver _,
          Command.Republish _ ->
          Optional.empty();
    };
  }

  /** Whether whoever gives it must have armed the engine, where that is production. */
  static boolean needsArming(Command command) {
    return switch (command) {
      case Command.Start _,
          Command.SetPosition _,
          Command.TakeOver _,
          Command.Republish _,
          Command.SaveConnection _,
          Command.DeleteConnection _,
          Command.RemoveConnection _,
          Command.RemoveRelay _,
          Command.ReloadConfiguration _ ->
          true;
      case Command.Connect _,
          Command.Cancel _,
          Command.Disconnect _,
          Command.Reconnect _,
          Command.CancelStart _,
          Command.Stop _,
          Command.StopNow _,
          Command.HandOver _,
          Command.Arm _,
          Command.Lock _ ->
          false;
    };
  }

  /** What it is about, by name. */
  static String target(Command command) {
    return switch (command) {
      case Command.Connect c -> c.connection();
      case Command.Cancel c -> c.connection();
      case Command.Disconnect c -> c.connection();
      case Command.Reconnect c -> c.connection();
      case Command.Start c -> c.relay();
      case Command.CancelStart c -> c.relay();
      case Command.Stop c -> c.relay();
      case Command.StopNow c -> c.relay();
      case Command.HandOver c -> c.relay();
      case Command.SetPosition c -> c.relay();
      case Command.TakeOver c -> c.relay();
      case Command.Republish c -> c.relay();
      case Command.RemoveConnection c -> c.connection();
      case Command.DeleteConnection c -> c.connection();
      case Command.RemoveRelay c -> c.relay();
      case Command.SaveConnection c -> c.edit().draft().name();
      case Command.Arm _, Command.Lock _, Command.ReloadConfiguration _ -> "the engine";
    };
  }

  /** The word for the state of what it is about, as it is now. */
  static Optional<String> present(Console console, Command command) {
    return command instanceof Command.OfRelay
        ? console.relay(target(command)).map(relay -> relay.snapshot().state().word())
        : console
            .connection(target(command))
            .map(connection -> connection.snapshot().state().word());
  }
}
