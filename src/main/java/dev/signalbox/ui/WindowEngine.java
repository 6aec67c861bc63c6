package dev.signalbox.ui;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Console;
import dev.signalbox.console.EngineLife;
import dev.signalbox.ui.connections.RowAction;
import dev.signalbox.ui.start.Outline;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.util.List;
import java.util.Optional;

/**
 * The engine that a window shows, and what the window itself is given beside it.
 *
 * @param operator who sits at this window
 * @param rowActions further controls of each connection's page, in order
 * @param workspace remembers how the window is arranged
 */
public record WindowEngine(
    Console console,
    Place place,
    Actor operator,
    List<RowAction> rowActions,
    WorkspaceFile workspace) {

  /** Where the engine runs, which decides what closing its window does. */
  public sealed interface Place {

    /** In this process, which ends with the window. */
    record InThisProcess(EngineLife life) implements Place {}

    /**
     * Anywhere: it goes on without this window.
     *
     * @param name what it is called among others
     * @param close closes the window, on the FX thread
     */
    record Elsewhere(String name, Runnable close) implements Place {}
  }

  public WindowEngine {
    rowActions = List.copyOf(rowActions);
  }

  /** One that runs in this process. */
  public WindowEngine(
      Console console,
      EngineLife life,
      Actor operator,
      List<RowAction> rowActions,
      WorkspaceFile workspace) {
    this(console, new Place.InThisProcess(life), operator, rowActions, workspace);
  }

  /** Its end, which is that of the window; empty if it goes on without it. */
  Optional<EngineLife> life() {
    return place instanceof Place.InThisProcess(EngineLife life)
        ? Optional.of(life)
        : Optional.empty();
  }

  /** What it is called among others; empty if there are none. */
  Optional<String> name() {
    return place instanceof Place.Elsewhere(String name, _) ? Optional.of(name) : Optional.empty();
  }

  /** The environment as shown: loud where arming is needed. */
  String environmentWord() {
    return Outline.word(console.identity().environment(), console.identity().armingNeeded());
  }

  /** Which engine it is, in words. */
  String description() {
    String host = console.identity().host();
    return environmentWord().isEmpty() ? host : environmentWord() + ", " + host;
  }
}
