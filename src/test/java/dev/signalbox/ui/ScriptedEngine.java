package dev.signalbox.ui;

import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.journal.Journal;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.ui.connections.RowAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/** Stands where the engine stands, as far as the window can see. Time stands still unless moved. */
final class ScriptedEngine implements Scheduler, AutoCloseable {
  final RecordedCommands commands = new RecordedCommands();
  final Journal journal = new Journal(1_000);
  final List<RowAction> rowActions = new ArrayList<>();
  final ObservableMap<String, Number> progress = FXCollections.observableHashMap();
  final Map<String, ScriptedSource<ConnectionSnapshot>> connections = new LinkedHashMap<>();
  final ScriptedSource<RelaySnapshot> relay;
  final ScriptedSource<ProgramSnapshot> program =
      new ScriptedSource<>(
          new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty()));
  private final SystemScheduler timer = new SystemScheduler();
  private final String environment;
  private final boolean armingNeeded;
  private volatile Instant now = States.NOW;

  ScriptedEngine(String environment, boolean armingNeeded) {
    this.environment = environment;
    this.armingNeeded = armingNeeded;
    for (Endpoint endpoint : List.of(States.NATS, States.ORACLE, States.MARIADB)) {
      connections.put(endpoint.name(), new ScriptedSource<>(States.of(endpoint, States.off())));
    }
    relay =
        new ScriptedSource<>(
            States.relay(new RelayState.Stopped(States.ago(Duration.ofMinutes(3)))));
  }

  void show(Endpoint endpoint, ConnectionState state) {
    show(endpoint, new ConnectionStatus(state, Set.of(), false));
  }

  void show(Endpoint endpoint, ConnectionStatus status) {
    Objects.requireNonNull(connections.get(endpoint.name()))
        .show(new ConnectionSnapshot(endpoint, status, Optional.empty()));
  }

  void show(RelayState state) {
    relay.show(States.relay(state));
  }

  void moveTime(Duration by) {
    now = now.plus(by);
  }

  ConsoleModel model() {
    return new ConsoleModel(
        environment,
        armingNeeded,
        List.copyOf(connections.values()),
        List.of(relay),
        program,
        commands,
        journal,
        endpoint -> new SimpleObjectProperty<>(progress.getOrDefault(endpoint, -1)),
        rowActions);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Cancellation schedule(Duration delay, Runnable action) {
    return timer.schedule(delay, action);
  }

  @Override
  public void close() {
    timer.close();
  }
}
