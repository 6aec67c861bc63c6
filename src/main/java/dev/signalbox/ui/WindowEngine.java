package dev.signalbox.ui;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Console;
import dev.signalbox.console.EngineLife;
import dev.signalbox.ui.connections.RowAction;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.util.List;
import java.util.Locale;

/**
 * The engine that a window shows, and what the window itself is given beside it.
 *
 * @param operator who sits at this window
 * @param rowActions further controls of each connection's page, in order
 * @param workspace remembers how the window is arranged
 */
public record WindowEngine(
    Console console,
    EngineLife life,
    Actor operator,
    List<RowAction> rowActions,
    WorkspaceFile workspace) {
  public WindowEngine {
    rowActions = List.copyOf(rowActions);
  }

  /** The environment as shown: loud where arming is needed. */
  String environmentWord() {
    String environment = console.identity().environment();
    return console.identity().armingNeeded() ? environment.toUpperCase(Locale.ROOT) : environment;
  }

  /** Which engine it is, in words. */
  String description() {
    String host = console.identity().host();
    return environmentWord().isEmpty() ? host : environmentWord() + ", " + host;
  }
}
