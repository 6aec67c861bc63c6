package dev.signalbox.console.fleet;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Command;
import dev.signalbox.console.SnapshotSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a window holds of many engines. */
public interface Fleet {

  /** All engines that are known of, as they are at the moment. */
  SnapshotSource<FleetSnapshot> engines();

  /**
   * The console of one engine, to be closed by whoever has opened it; empty if nothing is known of
   * such an engine.
   */
  Optional<EngineConsole> open(EngineKey engine);

  /**
   * Asks one engine for something, which it does once at most.
   *
   * @param by who asks
   * @return what became of it, within some seconds
   */
  CompletionStage<Outcome> send(EngineKey engine, Command command, Actor by);
}
