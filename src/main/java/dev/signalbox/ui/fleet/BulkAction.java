package dev.signalbox.ui.fleet;

import dev.signalbox.console.Command;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.EngineRow.ConnectionGlance;
import dev.signalbox.console.fleet.EngineRow.RelayGlance;
import dev.signalbox.ui.fleet.standing.ConnectionWord;
import dev.signalbox.ui.fleet.standing.RelayWord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked of many engines at once. */
enum BulkAction {
  START,
  STOP,
  HAND_OVER,
  CONNECT,
  CANCEL;

  /** Key of one of its texts. */
  String textKey(String part) {
    return "fleet.bulk." + name().toLowerCase(Locale.ROOT) + part;
  }

  /** Key of what one command of it is called. */
  String orderKey() {
    return "fleet.bulk.order." + name().toLowerCase(Locale.ROOT);
  }

  /** What it asks for, and of what part of the engine. */
  record Aim(Command command, String part) {}

  /** What it would ask of this engine, as it stands. */
  List<Aim> aims(EngineRow engine) {
    return switch (this) {
      case START, STOP, HAND_OVER -> ofRelays(engine);
      case CONNECT, CANCEL -> ofConnections(engine);
    };
  }

  private List<Aim> ofRelays(EngineRow engine) {
    return engine.relays().stream()
        .flatMap(relay -> command(relay).map(command -> new Aim(command, relay.name())).stream())
        .toList();
  }

  private Optional<Command> command(RelayGlance relay) {
    return RelayWord.of(relay.word()).flatMap(word -> command(word, relay.name()));
  }

  private Optional<Command> command(RelayWord word, String relay) {
    return switch (word) {
      case STOPPED, FAILED -> only(START, new Command.Start(relay));
      case STARTING -> only(STOP, new Command.CancelStart(relay));
      case RUNNING, STALLED ->
          only(STOP, new Command.Stop(relay))
              .or(() -> only(HAND_OVER, new Command.HandOver(relay)));
      // One that stops may be about to hand over, and would stand by then.
      case PAUSED, STANDBY, STOPPING -> only(STOP, new Command.Stop(relay));
    };
  }

  private Optional<Command> only(BulkAction asked, Command command) {
    return this == asked ? Optional.of(command) : Optional.empty();
  }

  private List<Aim> ofConnections(EngineRow engine) {
    return engine.connections().stream()
        .filter(this::concerns)
        .map(connection -> new Aim(command(connection), connection.name()))
        .toList();
  }

  private Command command(ConnectionGlance connection) {
    return this == CONNECT
        ? new Command.Connect(connection.name())
        : new Command.Cancel(connection.name());
  }

  private boolean concerns(ConnectionGlance connection) {
    Stream<ConnectionWord> concerned =
        this == CONNECT
            ? Stream.of(ConnectionWord.OFF, ConnectionWord.FAILED, ConnectionWord.WAITING)
            : Stream.of(ConnectionWord.CONNECTING, ConnectionWord.WAITING);
    Optional<ConnectionWord> word = ConnectionWord.of(connection.word());
    return word.isPresent() && concerned.anyMatch(word.get()::equals);
  }
}
