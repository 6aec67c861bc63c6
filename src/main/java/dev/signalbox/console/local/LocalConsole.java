package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.Subscription;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.console.Command;
import dev.signalbox.console.Configuring;
import dev.signalbox.console.Console;
import dev.signalbox.console.Diagnostics;
import dev.signalbox.console.EngineIdentity;
import dev.signalbox.console.EngineLife;
import dev.signalbox.console.Presence;
import dev.signalbox.console.RelayTools;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.journal.Journal;
import dev.signalbox.journal.LogPage;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.TransitionHistory;
import dev.signalbox.journal.samples.SampleHistory;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.shutdown.Roster;
import dev.signalbox.shutdown.ShutdownCoordinator;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.RosterSnapshot;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The console of the engine in this process: what it knows it knows at once. */
public final class LocalConsole implements Console, EngineLife {
  private final EngineIdentity identity;
  private final Roster roster;
  private final ShutdownCoordinator coordinator;
  private final Journal journal;
  private final TransitionHistory history;
  private final SampleHistory samples;
  private final Scheduler scheduler;
  private final ToolCalls tools;
  private final OrderRecorder orders;
  private final Supplier<Diagnostics> diagnostics;
  private final Optional<LocalConfiguring> configuring;

  /**
   * Of these parts of one engine.
   *
   * @param configuring its configuration's file, if it has one
   * @param diagnostics collects them; may block
   */
  public LocalConsole(
      EngineIdentity identity,
      Roster roster,
      ShutdownCoordinator coordinator,
      Journal journal,
      TransitionHistory history,
      SampleHistory samples,
      RelayEnvironment environment,
      Optional<LocalConfiguring> configuring,
      Supplier<Diagnostics> diagnostics) {
    this.identity = identity;
    this.roster = roster;
    this.coordinator = coordinator;
    this.journal = journal;
    this.history = history;
    this.samples = samples;
    this.configuring = configuring;
    this.diagnostics = diagnostics;
    this.scheduler = environment.scheduler();
    this.tools = new ToolCalls(roster::connection, environment);
    this.orders = new OrderRecorder(history, coordinator::snapshot, scheduler::now);
    // The closing program waits for nobody who only looks.
    coordinator.addListener(
        program -> {
          if (!(program.state() instanceof ProgramState.Open)) {
            tools.close();
          }
        });
  }

  @Override
  public EngineIdentity identity() {
    return identity;
  }

  @Override
  public SnapshotSource<Presence> presence() {
    return SnapshotSource.constant(new Presence.Here());
  }

  @Override
  public SnapshotSource<RosterSnapshot> roster() {
    return SnapshotSource.of(roster::snapshot, roster::addListener, roster::removeListener);
  }

  @Override
  public SnapshotSource<ProgramSnapshot> program() {
    return SnapshotSource.of(
        coordinator::snapshot, coordinator::addListener, coordinator::removeListener);
  }

  @Override
  public Optional<SnapshotSource<ConnectionSnapshot>> connection(String name) {
    return roster
        .connection(name)
        .map(s -> SnapshotSource.of(s::snapshot, s::addListener, s::removeListener));
  }

  @Override
  public Optional<SnapshotSource<RelaySnapshot>> relay(String name) {
    return roster
        .relay(name)
        .map(r -> SnapshotSource.of(r::snapshot, r::addListener, r::removeListener));
  }

  @Override
  public Optional<RelayTools> tools(String relay) {
    return local(relay).map(found -> found);
  }

  private Optional<LocalTools> local(String relay) {
    return roster.relay(relay).map(found -> new LocalTools(found, tools));
  }

  @Override
  public Optional<Configuring> configuring() {
    return configuring.map(found -> found);
  }

  @Override
  public CompletionStage<List<Transition>> transitions(Subject subject, int limit) {
    return CompletableFuture.completedStage(history.of(subject, limit));
  }

  @Override
  public Subscription listenToTransitions(Consumer<List<Transition>> listener) {
    // Its own, so that one listener may listen twice and leave once.
    Consumer<List<Transition>> added = news -> listener.accept(news);
    history.addListener(added);
    return () -> history.removeListener(added);
  }

  @Override
  public CompletionStage<Samples> samples(Subject subject, Instant from, Instant to, int atMost) {
    return CompletableFuture.completedStage(
        samples.between(subject, from, to, scheduler.now(), atMost));
  }

  @Override
  public CompletionStage<LogPage> log(long from, int limit) {
    return CompletableFuture.completedStage(journal.page(from, limit));
  }

  @Override
  public CompletionStage<LogPage> logTail(int limit) {
    return CompletableFuture.completedStage(journal.tail(limit));
  }

  @Override
  public CompletionStage<Diagnostics> diagnostics() {
    return CompletableFuture.supplyAsync(
        diagnostics, work -> Thread.ofVirtual().name("diagnostics").start(work));
  }

  @Override
  public CompletionStage<Verdict> send(Command command, Actor by) {
    return obeyed(command, by)
        .thenApply(
            verdict -> {
              orders.answered(command, verdict, by);
              return verdict;
            });
  }

  private CompletionStage<Verdict> obeyed(Command command, Actor by) {
    return switch (command) {
      case Command.Connect c -> answered(coordinator.connect(c.connection(), by));
      case Command.Cancel c -> answered(coordinator.cancel(c.connection(), by));
      case Command.Disconnect c -> answered(coordinator.disconnect(c.connection(), by));
      case Command.Reconnect c -> answered(coordinator.reconnect(c.connection(), by));
      case Command.Start c -> answered(started(c.relay(), by));
      case Command.CancelStart c -> answered(coordinator.cancelStart(c.relay(), by));
      case Command.Stop c -> answered(coordinator.stop(c.relay(), by));
      case Command.StopNow c -> answered(coordinator.stopNow(c.relay(), by));
      case Command.HandOver c -> answered(coordinator.handOver(c.relay(), by));
      case Command.Arm _ -> answered(coordinator.arm(by));
      case Command.Lock _ -> answered(coordinator.lock(by));
      case Command.SetPosition c -> changed(c.relay(), found -> found.set(c.plan(), by));
      case Command.TakeOver c -> changed(c.relay(), found -> found.takeOver(c.holding(), by));
      case Command.Republish c -> changed(c.relay(), found -> found.republish(c.found(), by));
      case Command.RemoveConnection c -> coordinator.changes().removeConnection(c.connection(), by);
      case Command.SaveConnection c -> configured(found -> found.save(c.edit(), by));
      case Command.DeleteConnection c -> configured(found -> found.delete(c.connection(), by));
      case Command.ReloadConfiguration _ -> configured(found -> found.reload(by));
      case Command.RemoveRelay c -> coordinator.changes().removeRelay(c.relay(), by);
    };
  }

  private Verdict started(String relay, Actor by) {
    return tools.isPublishing(relay)
        ? new Verdict.Refused(ToolCalls.PUBLISHING)
        : coordinator.start(relay, by);
  }

  private CompletionStage<Verdict> configured(
      Function<LocalConfiguring, CompletionStage<Verdict>> change) {
    return configuring
        .map(change)
        .orElseGet(() -> answered(new Verdict.Refused("this engine has no configuration file")));
  }

  private CompletionStage<Verdict> changed(
      String relay, Function<LocalTools, CompletionStage<Verdict>> change) {
    Verdict allowed = coordinator.mayChangeCheckpoint(relay);
    if (!allowed.isAccepted()) {
      return answered(allowed);
    }
    return local(relay)
        .map(change)
        .orElseGet(() -> answered(new Verdict.Refused("there is no such relay")));
  }

  private static CompletionStage<Verdict> answered(Verdict verdict) {
    return CompletableFuture.completedStage(verdict);
  }

  @Override
  public CompletionStage<ShutdownReport> shutdown(ShutdownReason reason) {
    return coordinator.shutdown(reason);
  }

  @Override
  public CompletionStage<Verdict> forceQuit() {
    return answered(coordinator.forceQuit());
  }
}
