package dev.signalbox.ui;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.TransitionHistory;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.OperatorCommands;
import dev.signalbox.shutdown.ProgramSnapshot;
import dev.signalbox.shutdown.ProgramState;
import dev.signalbox.ui.log.LogModel;
import dev.signalbox.ui.toolkit.LatestOnPulse;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * All that the window shows, kept up to date from the snapshots it is sent. One instant holds for
 * everything drawn together.
 */
final class ConsoleState implements RelayModel.Surroundings {
  private static final int TRANSITIONS_KEPT = 50;

  private final Texts texts;
  private final ConsoleModel console;
  private final TransitionHistory history =
      new TransitionHistory(TRANSITIONS_KEPT, TransitionHistory.IN_TOTAL);
  private final ReadOnlyObjectWrapper<ProgramSnapshot> program;
  private final ReadOnlyObjectWrapper<Instant> now;
  private final ReadOnlyObjectWrapper<Duration> lag = new ReadOnlyObjectWrapper<>(Duration.ZERO);
  private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
  private final LogModel log;
  private final List<ConnectionModel> connections;
  private final List<RelayModel> relays;

  ConsoleState(ConsoleModel console, Texts texts, Instant start) {
    this.console = console;
    this.texts = texts;
    this.program = new ReadOnlyObjectWrapper<>(console.program().snapshot());
    this.now = new ReadOnlyObjectWrapper<>(start);
    this.log = new LogModel(console.journal());
    ConnectionPresenter presenter = new ConnectionPresenter(texts);
    this.connections =
        console.connections().stream()
            .map(source -> new ConnectionModel(presenter, source.snapshot(), start))
            .toList();
    RelayPresenter relayPresenter =
        new RelayPresenter(texts, new StartRule(texts, console.armingNeeded()));
    this.relays =
        console.relays().stream()
            .map(source -> new RelayModel(relayPresenter, this, source.snapshot()))
            .toList();
    listen(presenter, relayPresenter);
  }

  private void listen(ConnectionPresenter presenter, RelayPresenter relayPresenter) {
    for (int i = 0; i < connections.size(); i++) {
      record(connections.get(i).snapshot().get(), presenter);
      LatestOnPulse<ConnectionSnapshot> latest = new LatestOnPulse<>(connections.get(i)::apply);
      console
          .connections()
          .get(i)
          .addListener(
              snapshot -> {
                record(snapshot, presenter);
                latest.accept(snapshot);
              });
      connections.get(i).snapshot().addListener((_, _, _) -> refreshRelays());
    }
    for (int i = 0; i < relays.size(); i++) {
      record(relays.get(i).snapshot().get(), relayPresenter);
      LatestOnPulse<RelaySnapshot> latest = new LatestOnPulse<>(relays.get(i)::apply);
      console
          .relays()
          .get(i)
          .addListener(
              snapshot -> {
                record(snapshot, relayPresenter);
                latest.accept(snapshot);
              });
    }
    console.program().addListener(new LatestOnPulse<>(this::applyProgram));
  }

  /** On the thread that reports, so that no state is missed between two pulses. */
  private void record(ConnectionSnapshot snapshot, ConnectionPresenter presenter) {
    ConnectionState state = snapshot.state();
    history.record(
        new Transition(
            Subject.connection(snapshot.endpoint().name()),
            state.since(),
            "",
            presenter.word(state),
            ConnectionPresenter.cause(state).map(Failure::oneLine),
            Optional.empty()));
  }

  private void record(RelaySnapshot snapshot, RelayPresenter presenter) {
    RelayState state = snapshot.state();
    history.record(
        new Transition(
            Subject.relay(snapshot.name()),
            state.since(),
            "",
            presenter.word(state),
            RelayPresenter.cause(state),
            Optional.empty()));
  }

  private void applyProgram(ProgramSnapshot latest) {
    program.set(latest);
    refreshRelays();
  }

  private void refreshRelays() {
    relays.forEach(RelayModel::refresh);
  }

  void tick(Instant time, Duration measuredLag) {
    now.set(time);
    lag.set(measuredLag);
    connections.forEach(connection -> connection.tick(time));
    refreshRelays();
    log.tick();
  }

  /** Sends a command, and keeps the reason if it is refused. */
  void send(Function<OperatorCommands, Verdict> command) {
    refusal.set(
        command.apply(console.commands()) instanceof Verdict.Refused refused
            ? texts.get("status.refused", refused.reason())
            : "");
  }

  /** The relays that are at work and use this connection. */
  List<RelayModel> workingWith(String endpoint) {
    return relays.stream()
        .filter(relay -> isWorking(relay.snapshot().get().state()))
        .filter(relay -> StartRule.needed(relay.snapshot().get().settings()).contains(endpoint))
        .toList();
  }

  private static boolean isWorking(RelayState state) {
    return switch (state) {
      case RelayState.Starting _,
          RelayState.Running _,
          RelayState.Paused _,
          RelayState.Stalled _,
          RelayState.Stopping _ ->
          true;
      case RelayState.Stopped _, RelayState.Failed _ -> false;
    };
  }

  /** Whether anything would have to be ended first if the program closed now. */
  boolean isAnythingAlive() {
    return relays.stream().anyMatch(relay -> isWorking(relay.snapshot().get().state()))
        || connections.stream().anyMatch(c -> isAlive(c.snapshot().get()));
  }

  private static boolean isAlive(ConnectionSnapshot connection) {
    return !(connection.state() instanceof ConnectionState.Off
        || connection.state() instanceof ConnectionState.Failed);
  }

  boolean isOpen() {
    return program().state() instanceof ProgramState.Open;
  }

  ConsoleModel console() {
    return console;
  }

  Texts texts() {
    return texts;
  }

  List<ConnectionModel> connectionModels() {
    return connections;
  }

  Optional<ConnectionModel> connection(int index) {
    return index < connections.size() ? Optional.of(connections.get(index)) : Optional.empty();
  }

  List<RelayModel> relayModels() {
    return relays;
  }

  LogModel log() {
    return log;
  }

  TransitionHistory history() {
    return history;
  }

  ReadOnlyObjectProperty<ProgramSnapshot> programProperty() {
    return program.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Duration> lagProperty() {
    return lag.getReadOnlyProperty();
  }

  /** Why the last command was refused; empty if it was not. */
  ReadOnlyStringProperty refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  @Override
  public Map<String, ConnectionSnapshot> connections() {
    return connections.stream()
        .map(connection -> connection.snapshot().get())
        .collect(Collectors.toMap(s -> s.endpoint().name(), Function.identity()));
  }

  @Override
  public ProgramSnapshot program() {
    return program.get();
  }

  @Override
  public Instant now() {
    return now.get();
  }
}
