package dev.signalbox.ui.fleet;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.console.fleet.EngineConsole;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.ui.MainWindow;
import dev.signalbox.ui.WindowEngine;
import dev.signalbox.ui.fleet.standing.EngineLooks;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.Stage;

/** The consoles that are open, one window for each engine. FX thread. */
final class EngineWindows {
  /** Each listens to an engine and draws; nobody reads more. */
  static final int MOST = 16;

  private final Fleet fleet;
  private final Scheduler scheduler;
  private final Actor operator;
  private final Theme theme;
  private final Supplier<Workspace> arrangement;
  private final Texts texts;
  private final Map<EngineKey, Open> open = new LinkedHashMap<>();

  private record Open(MainWindow window, EngineConsole console) {}

  /**
   * None is open.
   *
   * @param arrangement how a window that opens is arranged
   */
  EngineWindows(
      Fleet fleet,
      Scheduler scheduler,
      Actor operator,
      Theme theme,
      Supplier<Workspace> arrangement,
      Texts texts) {
    this.fleet = fleet;
    this.scheduler = scheduler;
    this.operator = operator;
    this.theme = theme;
    this.arrangement = arrangement;
    this.texts = texts;
  }

  /** Opens the console of this engine, or brings it forward; says why if it cannot. */
  Optional<String> open(EngineLooks engine) {
    Open there = open.get(engine.key());
    if (there != null) {
      there.window().comeForward();
      return Optional.empty();
    }
    if (open.size() >= MOST) {
      return Optional.of(texts.get("fleet.tooMany", MOST));
    }
    Optional<EngineConsole> console = fleet.open(engine.key());
    console.ifPresent(opened -> show(engine, opened));
    return console.isPresent()
        ? Optional.empty()
        : Optional.of(texts.get("fleet.unknownEngine", engine.name()));
  }

  private void show(EngineLooks engine, EngineConsole console) {
    MainWindow window = new MainWindow(new Stage(), scheduler, texts, theme);
    open.put(engine.key(), new Open(window, console));
    window.showConsole(
        new WindowEngine(
            console,
            new WindowEngine.Place.Elsewhere(engine.name(), () -> close(engine.key())),
            operator,
            List.of(),
            WorkspaceFile.of(arrangement.get())));
  }

  /** Closes this one's window and listens to it no more; the engine does not notice. */
  private void close(EngineKey engine) {
    Open there = open.remove(engine);
    if (there != null) {
      there.window().close();
      there.console().close();
    }
  }

  void closeAll() {
    List.copyOf(open.keySet()).forEach(this::close);
  }
}
