package dev.signalbox.ui.fleet;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Command;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.console.fleet.EngineConsole;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.console.fleet.FleetSnapshot;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.ScriptedSource;
import dev.signalbox.ui.States;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/** A fleet without any engine: shows what it is told to show and writes down what is asked for. */
public final class ScriptedFleet implements Fleet, AutoCloseable {
  public static final Link ONLINE = new Link.Online(States.ago(Duration.ofMinutes(10)), List.of());

  /** What was asked for: by whom, of which engine. */
  final List<String> sent = new CopyOnWriteArrayList<>();

  /** What becomes of a command to an engine. */
  volatile Function<EngineKey, CompletionStage<Outcome>> outcome =
      _ -> CompletableFuture.completedStage(new Outcome.Accepted());

  /** Every console that was opened. */
  final List<ScriptedConsole> consoles = new CopyOnWriteArrayList<>();

  final ScriptedSource<FleetSnapshot> engines =
      new ScriptedSource<>(new FleetSnapshot(ONLINE, List.of()));
  private final Map<EngineKey, Function<EngineKey, ScriptedConsole>> openings =
      new ConcurrentHashMap<>();

  public void show(EngineScript... scripts) {
    show(ONLINE, Stream.of(scripts).map(EngineScript::row).toList());
  }

  public void show(Link link, List<EngineRow> rows) {
    engines.show(new FleetSnapshot(link, rows));
  }

  /** How the console of this engine is made. */
  public void opening(EngineKey key, Function<EngineKey, ScriptedConsole> opening) {
    openings.put(key, opening);
  }

  @Override
  public SnapshotSource<FleetSnapshot> engines() {
    return engines;
  }

  @Override
  public Optional<EngineConsole> open(EngineKey engine) {
    return Optional.ofNullable(openings.get(engine))
        .map(
            opening -> {
              ScriptedConsole console = opening.apply(engine);
              consoles.add(console);
              return console;
            });
  }

  @Override
  public CompletionStage<Outcome> send(EngineKey engine, Command command, Actor by) {
    sent.add("%s: %s by %s".formatted(engine.text(), command, by.user()));
    return outcome.apply(engine);
  }

  @Override
  public void close() {
    consoles.forEach(ScriptedConsole::close);
  }
}
