package dev.signalbox.console.fleet;

import dev.signalbox.console.Console;

/** The console of an engine that runs elsewhere. */
public interface EngineConsole extends Console, AutoCloseable {

  /** Listens no more; the engine does not notice. */
  @Override
  void close();
}
