package dev.signalbox.ui;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.journal.Journal;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.shutdown.OperatorCommands;
import dev.signalbox.shutdown.ProgramSnapshot;
import java.util.List;
import java.util.Locale;

/**
 * Everything the window sees of an engine, and the commands it sends to it.
 *
 * @param environment the word shown for where this runs
 * @param armingNeeded whether Start is locked until armed
 * @param rowActions further controls of each connection's row, in order
 */
public record ConsoleModel(
    String environment,
    boolean armingNeeded,
    List<SnapshotSource<ConnectionSnapshot>> connections,
    List<SnapshotSource<RelaySnapshot>> relays,
    SnapshotSource<ProgramSnapshot> program,
    OperatorCommands commands,
    Journal journal,
    AttemptProgress progress,
    List<RowAction> rowActions) {
  public ConsoleModel {
    connections = List.copyOf(connections);
    relays = List.copyOf(relays);
    rowActions = List.copyOf(rowActions);
  }

  /** The environment as shown: loud where arming is needed. */
  String environmentWord() {
    return armingNeeded ? environment.toUpperCase(Locale.ROOT) : environment;
  }
}
