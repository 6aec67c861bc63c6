package dev.signalbox.ui;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.Subscription;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.PoolUse;
import dev.signalbox.console.Command;
import dev.signalbox.console.Configuring;
import dev.signalbox.console.Diagnostics;
import dev.signalbox.console.EngineIdentity;
import dev.signalbox.console.EngineLife;
import dev.signalbox.console.Presence;
import dev.signalbox.console.RelayTools;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.console.fleet.EngineConsole;
import dev.signalbox.journal.Journal;
import dev.signalbox.journal.LogPage;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.TransitionHistory;
import dev.signalbox.journal.samples.SampleHistory;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.RosterSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot.Member;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.ui.connections.RowAction;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A console without any engine: shows what it is told to show and writes down what the window asks
 * for. Time stands still unless moved.
 */
public final class ScriptedConsole implements EngineConsole, EngineLife, Scheduler {
  /** What the window has asked for, and who sat there. */
  public final List<String> sent = new CopyOnWriteArrayList<>();

  /** What the tools of every relay find out. */
  public final ScriptedTools tools = new ScriptedTools();

  /** How the configuration is looked at; null where there is none to be edited. */
  public volatile @Nullable Configuring configuring;

  final List<Actor> askers = new CopyOnWriteArrayList<>();
  public volatile CompletionStage<Verdict> answer =
      CompletableFuture.completedStage(new Verdict.Accepted());
  public final Journal journal;
  final TransitionHistory history = new TransitionHistory();
  final SampleHistory samples = new SampleHistory();
  public final List<RowAction> rowActions = new ArrayList<>();
  public WorkspaceFile workspace = WorkspaceFile.none();
  public final Map<String, ConnectHistory> connects = new ConcurrentHashMap<>();
  public final Map<String, PoolUse> pools = new ConcurrentHashMap<>();
  final Map<String, ScriptedSource<ConnectionSnapshot>> connections = new LinkedHashMap<>();
  final Map<String, ScriptedSource<RelaySnapshot>> relays = new LinkedHashMap<>();
  public final ScriptedSource<ProgramSnapshot> program =
      new ScriptedSource<>(
          new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty()));

  /** How sure it is that what is shown holds. */
  public final ScriptedSource<Presence> presence = new ScriptedSource<>(new Presence.Here());

  private final ScriptedSource<RosterSnapshot> roster =
      new ScriptedSource<>(new RosterSnapshot(List.of(), List.of()));
  private final SystemScheduler timer = new SystemScheduler();
  private final EngineIdentity identity;
  private volatile Instant now = States.NOW;
  private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
  private volatile boolean late;
  private final AtomicInteger historyListeners = new AtomicInteger();
  private volatile boolean closed;
  private long lastNumber;

  public ScriptedConsole(String environment, boolean armingNeeded) {
    this(environment, armingNeeded, new Journal(1_000, 1_000_000));
  }

  /** One whose log is this. */
  public ScriptedConsole(Journal journal) {
    this("staging", false, journal);
  }

  private ScriptedConsole(String environment, boolean armingNeeded, Journal journal) {
    this.journal = journal;
    identity =
        new EngineIdentity(
            environment, armingNeeded, "relay-7", journal.tail(0).capacity(), Severity.DEBUG);
    List.of(States.NATS, States.ORACLE, States.MARIADB).forEach(this::add);
    add(States.relay(new RelayState.Stopped(States.ago(Duration.ofMinutes(3)))));
  }

  /** Lets this connection come into the roster, or take the place of the one of its name. */
  void add(Endpoint endpoint) {
    connections.put(endpoint.name(), new ScriptedSource<>(States.of(endpoint, States.off())));
    List<Member<Endpoint>> members = new ArrayList<>(roster.snapshot().connections());
    put(members, new Member<>(++lastNumber, endpoint), m -> m.configured().name());
    roster.show(new RosterSnapshot(members, roster.snapshot().relays()));
  }

  /** Another of that name at another address takes its place. */
  public void replace(Endpoint endpoint, String address) {
    add(
        new Endpoint(
            endpoint.name(),
            endpoint.kind(),
            endpoint.label(),
            address,
            endpoint.connectTimeout(),
            endpoint.autoConnect(),
            endpoint.heartbeat()));
  }

  /** From now on the log is answered only when it is told to. */
  public void answerLate() {
    late = true;
  }

  public boolean isAnswerDue() {
    return !due.isEmpty();
  }

  /** Gives the oldest answer that is due. */
  public void answerNow() {
    due.remove().run();
  }

  /** Lets this relay come into the roster. */
  void add(RelaySnapshot relay) {
    relays.put(relay.name(), new ScriptedSource<>(relay));
    List<Member<PollingSettings>> members = new ArrayList<>(roster.snapshot().relays());
    put(members, new Member<>(++lastNumber, relay.settings()), m -> m.configured().programName());
    roster.show(new RosterSnapshot(roster.snapshot().connections(), members));
  }

  private static <T> void put(
      List<Member<T>> members, Member<T> next, Function<Member<T>, String> name) {
    for (int i = 0; i < members.size(); i++) {
      if (name.apply(members.get(i)).equals(name.apply(next))) {
        members.set(i, next);
        return;
      }
    }
    members.add(next);
  }

  /** There is nothing any more. */
  void clear() {
    roster.show(new RosterSnapshot(List.of(), List.of()));
  }

  /** Lets a connection leave the roster. */
  void remove(Endpoint endpoint) {
    connections.remove(endpoint.name());
    roster.show(
        new RosterSnapshot(
            roster.snapshot().connections().stream()
                .filter(member -> !member.configured().equals(endpoint))
                .toList(),
            roster.snapshot().relays()));
  }

  public void show(Endpoint endpoint, ConnectionState state) {
    show(endpoint, new ConnectionStatus(state, Set.of(), false));
  }

  public void show(Endpoint endpoint, ConnectionStatus told) {
    ConnectionState state = States.at(endpoint, told.state());
    ConnectionStatus status = new ConnectionStatus(state, told.abandoned(), told.retired());
    // An engine keeps what it goes through before it tells anybody.
    history.record(
        new Transition(
            Subject.connection(endpoint.name()),
            state.since(),
            "",
            state.word(),
            state.failure().map(Failure::oneLine),
            Optional.empty()));
    Objects.requireNonNull(connections.get(endpoint.name()))
        .show(
            new ConnectionSnapshot(
                endpoint,
                status,
                Optional.empty(),
                connects.getOrDefault(endpoint.name(), ConnectHistory.NONE),
                Optional.ofNullable(pools.get(endpoint.name()))));
  }

  public void show(RelayState state) {
    show(States.relay(state));
  }

  void show(RelaySnapshot snapshot) {
    Objects.requireNonNull(relays.get(snapshot.name())).show(snapshot);
  }

  /** How many listen to anything of it. */
  public int listeners() {
    return historyListeners.get()
        + Stream.of(
                Stream.of(program, presence, roster),
                connections.values().stream(),
                relays.values().stream())
            .flatMap(sources -> sources)
            .mapToInt(ScriptedSource::listeners)
            .sum();
  }

  /** Whether whoever opened it has closed it. */
  public boolean isClosed() {
    return closed;
  }

  public void moveTime(Duration by) {
    now = now.plus(by);
  }

  /** With what the window is given beside it. */
  public WindowEngine window() {
    return new WindowEngine(
        this, this, new Actor("kurt", "console-3", "window"), rowActions, workspace);
  }

  @Override
  public EngineIdentity identity() {
    return identity;
  }

  @Override
  public SnapshotSource<Presence> presence() {
    return presence;
  }

  @Override
  public SnapshotSource<RosterSnapshot> roster() {
    return roster;
  }

  @Override
  public SnapshotSource<ProgramSnapshot> program() {
    return program;
  }

  @Override
  public Optional<SnapshotSource<ConnectionSnapshot>> connection(String name) {
    return Optional.ofNullable(connections.get(name));
  }

  @Override
  public Optional<SnapshotSource<RelaySnapshot>> relay(String name) {
    return Optional.ofNullable(relays.get(name));
  }

  @Override
  public Optional<RelayTools> tools(String relay) {
    return Optional.ofNullable(relays.get(relay)).map(_ -> tools);
  }

  @Override
  public Optional<Configuring> configuring() {
    return Optional.ofNullable(configuring);
  }

  @Override
  public CompletionStage<List<Transition>> transitions(Subject subject, int limit) {
    return CompletableFuture.completedStage(history.of(subject, limit));
  }

  @Override
  public Subscription listenToTransitions(Consumer<List<Transition>> listener) {
    history.addListener(listener);
    historyListeners.incrementAndGet();
    return () -> {
      history.removeListener(listener);
      historyListeners.decrementAndGet();
    };
  }

  @Override
  public CompletionStage<Samples> samples(Subject subject, Instant from, Instant to, int atMost) {
    return CompletableFuture.completedStage(samples.between(subject, from, to, now, atMost));
  }

  @Override
  public CompletionStage<LogPage> log(long from, int limit) {
    LogPage page = journal.page(from, limit);
    if (!late) {
      return CompletableFuture.completedStage(page);
    }
    CompletableFuture<LogPage> answer = new CompletableFuture<>();
    due.add(() -> answer.complete(page));
    return answer;
  }

  @Override
  public CompletionStage<LogPage> logTail(int limit) {
    return CompletableFuture.completedStage(journal.tail(limit));
  }

  @Override
  public CompletionStage<Diagnostics> diagnostics() {
    return CompletableFuture.completedStage(
        new Diagnostics(now, List.of(new Diagnostics.Document("log.txt", "all is well"))));
  }

  @Override
  public CompletionStage<Verdict> send(Command command, Actor by) {
    askers.add(by);
    sent.add(
        switch (command) {
          case Command.Connect c -> "connect " + c.connection();
          case Command.Cancel c -> "cancel " + c.connection();
          case Command.Disconnect c -> "disconnect " + c.connection();
          case Command.Reconnect c -> "reconnect " + c.connection();
          case Command.Start c -> "start " + c.relay();
          case Command.CancelStart c -> "cancelStart " + c.relay();
          case Command.Stop c -> "stop " + c.relay();
          case Command.StopNow c -> "stopNow " + c.relay();
          case Command.HandOver c -> "handOver " + c.relay();
          case Command.Arm _ -> "arm";
          case Command.Lock _ -> "lock";
          case Command.SaveConnection c -> "saveConnection " + c.edit();
          case Command.DeleteConnection c -> "deleteConnection " + c.connection();
          case Command.ReloadConfiguration _ -> "reloadConfiguration";
          case Command.SetPosition c -> "setPosition %s %s".formatted(c.relay(), c.plan().target());
          case Command.TakeOver c -> "takeOver " + c.relay();
          case Command.Republish c -> "republish " + c.relay();
          case Command.RemoveConnection c -> "removeConnection " + c.connection();
          case Command.RemoveRelay c -> "removeRelay " + c.relay();
        });
    return answer;
  }

  @Override
  public CompletionStage<ShutdownReport> shutdown(ShutdownReason reason) {
    sent.add("shutdown " + reason.getClass().getSimpleName());
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Verdict> forceQuit() {
    sent.add("forceQuit");
    return answer;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Cancellation schedule(Duration delay, Runnable action) {
    return timer.schedule(delay, action);
  }

  @Override
  public void close() {
    closed = true;
    timer.close();
  }
}
