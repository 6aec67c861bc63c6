package dev.signalbox.ui;

import dev.signalbox.base.Subscription;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.console.Console;
import dev.signalbox.console.Presence;
import dev.signalbox.journal.Subject;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot;
import dev.signalbox.ui.connections.ConnectionModel;
import dev.signalbox.ui.connections.ConnectionPresenter;
import dev.signalbox.ui.incidents.IncidentModel;
import dev.signalbox.ui.incidents.Plant;
import dev.signalbox.ui.log.LogModel;
import dev.signalbox.ui.model.MemberModels;
import dev.signalbox.ui.model.MemberModels.Live;
import dev.signalbox.ui.model.ProgramModel;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.past.PastModel;
import dev.signalbox.ui.plan.PlanBasis;
import dev.signalbox.ui.quiet.QuietModel;
import dev.signalbox.ui.relays.RelayModel;
import dev.signalbox.ui.relays.RelayPresenter;
import dev.signalbox.ui.relays.StartRule;
import dev.signalbox.ui.toolkit.LatestOnPulse;
import dev.signalbox.ui.toolkit.OnlyNews;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;

/**
 * All that the window shows, kept up to date from the snapshots it is sent. One instant holds for
 * everything drawn together.
 */
final class ConsoleModel
    implements RelayModel.Surroundings, ConnectionModel.Surroundings, AutoCloseable {
  private final Console console;
  private final ProgramModel program;
  private final LogModel log;
  private final PastModel past;
  private final QuietModel quiet = new QuietModel();
  private final IncidentModel incidents;
  private final ConnectionPresenter connectionPresenter;
  private final RelayPresenter relayPresenter;
  private final MemberModels<Endpoint, ConnectionModel> connections =
      new MemberModels<>(this::connection);
  private final MemberModels<PollingSettings, RelayModel> relays = new MemberModels<>(this::relay);
  private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
  private final ReadOnlyObjectWrapper<Presence> presence;
  private final ReadOnlyObjectWrapper<Instant> clock;
  private final List<Subscription> subscriptions;
  private final PassingTime time;
  private boolean changing;

  /** Begins to listen. */
  ConsoleModel(Console console, Texts texts, Instant start) {
    this.console = console;
    this.presence = new ReadOnlyObjectWrapper<>(console.presence().snapshot());
    this.clock = new ReadOnlyObjectWrapper<>(start);
    this.program = new ProgramModel(console.program().snapshot(), start);
    this.log = new LogModel(console);
    this.past = new PastModel(console, start);
    this.incidents = new IncidentModel(past, this::plant, quiet);
    this.connectionPresenter = new ConnectionPresenter(texts);
    this.relayPresenter =
        new RelayPresenter(texts, new StartRule(texts, console.identity().armingNeeded()));
    this.time =
        new PassingTime(
            program, connections.models(), relays.models(), log, past, this::settleSoon);
    show(console.roster().snapshot());
    this.subscriptions =
        List.of(
            console.roster().listen(new LatestOnPulse<>(this::show)),
            console.program().listen(new LatestOnPulse<>(this::show)),
            console.presence().listen(new LatestOnPulse<>(this::show)));
    // What has changed since the first look and before anybody listened is not told.
    presence.set(console.presence().snapshot());
  }

  private void show(RosterSnapshot roster) {
    connections.show(roster.connections());
    relays.show(roster.relays());
    changed();
  }

  private void show(ProgramSnapshot latest) {
    program.apply(latest);
    time.alert();
    refreshRelays();
  }

  /** What it shows holds, or does no more: that is not to wait for the next look. */
  private void show(Presence latest) {
    if (presence.get().isCertain() != latest.isCertain()) {
      time.quicken();
    }
    presence.set(latest);
  }

  private Optional<Live<ConnectionModel>> connection(Endpoint endpoint) {
    return console
        .connection(endpoint.name())
        .map(
            source -> {
              ConnectionModel model =
                  new ConnectionModel(connectionPresenter, this, source::snapshot);
              // That it has answered once more waits until the window moves on: for each answer by
              // itself the window would be drawn anew.
              LatestOnPulse<ConnectionSnapshot> news =
                  new LatestOnPulse<>(
                      latest -> {
                        model.apply(latest);
                        changed();
                      });
              return new Live<>(
                  model, source.listen(new OnlyNews<>(ConnectionSnapshot::isNewsAfter, news)));
            });
  }

  private Optional<Live<RelayModel>> relay(PollingSettings settings) {
    return console
        .relay(settings.programName())
        .map(
            source -> {
              RelayModel model = new RelayModel(relayPresenter, this, source::snapshot);
              LatestOnPulse<RelaySnapshot> news =
                  new LatestOnPulse<>(
                      latest -> {
                        model.apply(latest);
                        changed();
                      });
              return new Live<>(
                  model, source.listen(new OnlyNews<>(RelaySnapshot::isNewsAfter, news)));
            });
  }

  private void changed() {
    time.alert();
    settleSoon();
  }

  /** However many change in one pulse, what depends on all of them is looked at once. */
  private void settleSoon() {
    if (!changing) {
      changing = true;
      Platform.runLater(this::settle);
    }
  }

  private void settle() {
    changing = false;
    refreshRelays();
    changes.set(changes.get() + 1);
  }

  private void refreshRelays() {
    relays.models().forEach(RelayModel::refresh);
  }

  /**
   * The time up to which what is shown holds: of an engine that is not heard any more, when it was
   * heard last. Nothing grows older meanwhile as if it still went on.
   */
  private Instant upTo(Instant time) {
    Presence sure = presence.get();
    return sure.isCertain() ? time : sure.heard().filter(time::isAfter).orElse(time);
  }

  /** The present, whatever is known of the engine. */
  ReadOnlyObjectProperty<Instant> clockProperty() {
    return clock.getReadOnlyProperty();
  }

  /** How sure it is that what is shown still holds. */
  ReadOnlyObjectProperty<Presence> presenceProperty() {
    return presence.getReadOnlyProperty();
  }

  void tick(Instant at, Duration lag) {
    clock.set(at);
    time.tick(at, upTo(at), lag);
  }

  /** The operator does something. */
  void quicken() {
    time.quicken();
  }

  /** Whether it is to be ticked ten times a second, or once. */
  ReadOnlyBooleanProperty quickProperty() {
    return time.quickProperty();
  }

  /** Rises whenever a connection, a relay or the roster has changed. */
  ReadOnlyLongProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public List<String> relaysAtWorkWith(String connection) {
    return relays.models().stream()
        .filter(relay -> relay.isAtWork() && relay.uses(connection))
        .map(RelayModel::name)
        .toList();
  }

  @Override
  public List<String> relaysThatWaitOnlyFor(String connection) {
    Set<String> connected =
        connections.models().stream()
            .filter(one -> one.snapshot().get().state() instanceof Connected)
            .map(one -> one.endpoint().name())
            .collect(Collectors.toSet());
    return relays.models().stream()
        .filter(relay -> relay.isAtWork() && relay.uses(connection))
        .filter(
            relay ->
                relay.snapshot().get().settings().connections().stream()
                    .allMatch(used -> used.equals(connection) || connected.contains(used)))
        .map(RelayModel::name)
        .toList();
  }

  @Override
  public long unsavedRowsWith(String connection) {
    return relays.models().stream()
        .filter(relay -> relay.isAtWork() && relay.uses(connection))
        .mapToLong(relay -> relay.snapshot().get().counters().uncommitted())
        .sum();
  }

  long connected() {
    return connections.models().stream()
        .filter(c -> c.snapshot().get().state() instanceof Connected)
        .count();
  }

  /** All of them, in the configuration's order: what is moved first, then what that needs. */
  List<ObjectModel> objects() {
    return Stream.<ObjectModel>concat(relays.models().stream(), connections.models().stream())
        .toList();
  }

  ObservableList<ConnectionModel> connectionModels() {
    return connections.models();
  }

  ObservableList<RelayModel> relayModels() {
    return relays.models();
  }

  ProgramModel programModel() {
    return program;
  }

  PastModel past() {
    return past;
  }

  QuietModel quiet() {
    return quiet;
  }

  IncidentModel incidents() {
    return incidents;
  }

  /** What the track plan is drawn from. */
  PlanBasis planBasis() {
    return new PlanBasis(
        relays.models().stream()
            .map(one -> new PlanBasis.Relay(one.snapshot().get(), one.looks().get()))
            .toList(),
        connections.models().stream()
            .map(one -> new PlanBasis.Connection(one.snapshot().get(), one.looks().get()))
            .toList(),
        Map.of(),
        now());
  }

  Plant plant() {
    return Plant.of(console.roster().snapshot());
  }

  /** Where each relay is, as far as it has come anywhere. */
  Map<Subject, String> positions() {
    return relays.models().stream()
        .filter(relay -> relay.snapshot().get().position().isPresent())
        .collect(
            Collectors.toMap(
                RelayModel::subject,
                relay -> relay.snapshot().get().position().orElseThrow().toString()));
  }

  LogModel log() {
    return log;
  }

  @Override
  public Map<String, ConnectionSnapshot> connections() {
    return connections.models().stream()
        .map(connection -> connection.snapshot().get())
        .collect(Collectors.toMap(s -> s.endpoint().name(), Function.identity()));
  }

  @Override
  public ProgramSnapshot program() {
    return program.snapshot();
  }

  @Override
  public Instant now() {
    return program.now();
  }

  /** Listens to nothing any more; what is shown stays. */
  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
    past.close();
    connections.close();
    relays.close();
  }
}
