package dev.signalbox.shutdown;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.Relay;
import dev.signalbox.shutdown.state.ProgramEvent;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ProgramTransitions;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.shutdown.state.ShutdownReport.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard of every command and the only way down: button, window close, menu and signals all come
 * here.
 *
 * <p>Threading: all methods may be called from any thread, a signal handler and the FX thread
 * included, and return at once.
 */
public final class ShutdownCoordinator {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");
  private static final Verdict CLOSING = new Verdict.Refused("Signalbox is closing");

  /** Less than is kept back of the budget for it. */
  private static final Duration CLOSE_LOGS = ShutdownSequence.RESERVE.dividedBy(2);

  private final Roster roster;
  private final RosterChanges changes;
  private final Setup setup;
  private final Arming arming;
  private final Watchdog watchdog;
  private final Object lock = new Object();
  private final SnapshotListeners<ProgramSnapshot> listeners = new SnapshotListeners<>();
  private final List<Step> steps = new ArrayList<>();
  private final CompletableFuture<ShutdownReport> closed = new CompletableFuture<>();
  private ProgramState state = new ProgramState.Open();

  /**
   * What the coordinator is given besides the owners it guards.
   *
   * @param grace the whole budget of a shutdown
   * @param armingNeeded whether Start and what changes a checkpoint are locked until armed
   * @param closeDrivers ends what the drivers of all databases and NATS share
   * @param flushLogs writes what is still buffered, by that deadline; part of the shutdown. Returns
   *     whether all is written
   * @param closeLogs keeps the report, which has been logged as the last line of all, and takes
   *     down, by that deadline, whatever has been told so far
   * @param halt ends the process at once with this exit code
   */
  public record Setup(
      Duration grace,
      boolean armingNeeded,
      Scheduler scheduler,
      Runnable closeDrivers,
      Predicate<Deadline> flushLogs,
      BiConsumer<ShutdownReport, Deadline> closeLogs,
      IntConsumer halt) {}

  /** Guards the owners of this roster, whoever comes into it. */
  public ShutdownCoordinator(Roster roster, Setup setup) {
    this.roster = roster;
    this.setup = setup;
    this.arming = new Arming(setup.armingNeeded(), setup.scheduler(), this::publish);
    this.changes = new RosterChanges(roster, this::locked);
    this.watchdog = new Watchdog(this::unfinished, setup.halt());
  }

  /** Begins an attempt. Refused, as every command, with a reason where it makes no sense. */
  public Verdict connect(String endpoint, Actor by) {
    return onEndpoint(endpoint, "connect", supervisor -> supervisor.connect(by));
  }

  /** Abandons the attempt under way, or stops retrying. */
  public Verdict cancel(String endpoint, Actor by) {
    return onEndpoint(endpoint, "cancel", supervisor -> supervisor.cancel(by));
  }

  /** Closes the session, or does what a cancel does. */
  public Verdict disconnect(String endpoint, Actor by) {
    return onEndpoint(endpoint, "disconnect", supervisor -> supervisor.disconnect(by));
  }

  /** Closes the session and opens another. */
  public Verdict reconnect(String endpoint, Actor by) {
    return onEndpoint(endpoint, "reconnect", supervisor -> supervisor.reconnect(by));
  }

  /** Connects what the relay needs, then polls. Refused in production unless armed. */
  public Verdict start(String relay, Actor by) {
    return onRelay(
        relay,
        "start polling",
        found ->
            Stream.of(locked(), roster.missing(found))
                .flatMap(Optional::stream)
                .findFirst()
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> found.start(by)));
  }

  /**
   * Whether what a relay has in its checkpoint, its position or its lease, may be changed now by
   * hand: not in production unless armed, nor on the way down. The change itself is another's.
   */
  public Verdict mayChangeCheckpoint(String relay) {
    return onRelay(
        relay,
        "change the checkpoint of",
        _ -> locked().<Verdict>map(Verdict.Refused::new).orElseGet(Verdict.Accepted::new));
  }

  private Optional<String> locked() {
    return arming.isLocked() ? Optional.of("this is production: arm it first") : Optional.empty();
  }

  /** Abandons a start. */
  public Verdict cancelStart(String relay, Actor by) {
    return guarded(
        relay,
        "cancel start",
        () -> roster.onRelayLeavingToo(relay, found -> found.cancelStart(by)));
  }

  /** Finishes the page in flight, commits, and stops polling. Connections stay open. */
  public Verdict stop(String relay, Actor by) {
    return onRelay(relay, "stop polling", found -> found.stop(by));
  }

  /** Stops without waiting for outstanding acknowledgements: rows may be sent again. */
  public Verdict stopNow(String relay, Actor by) {
    return guarded(
        relay,
        "stop polling now",
        () -> roster.onRelayLeavingToo(relay, found -> found.stopNow(by)));
  }

  /**
   * Ends the term in order and leaves the lease to another engine; what nobody takes comes back.
   */
  public Verdict handOver(String relay, Actor by) {
    return onRelay(relay, "hand over", found -> found.handOver(by));
  }

  /**
   * What lets endpoints and relays come and go. Nothing is let in or asked to leave on the way
   * down.
   */
  public RosterChanges changes() {
    return changes;
  }

  /**
   * Unlocks in production, for ten minutes or for ten more, Start, what changes a checkpoint and
   * what changes the roster.
   */
  public Verdict arm(Actor by) {
    return isClosing() ? CLOSING : arming.arm(by);
  }

  /** Locks both again. */
  public Verdict lock(Actor by) {
    return isClosing() ? CLOSING : arming.lock(by);
  }

  /**
   * Begins the orderly end. Once only: every call, whatever its reason, gets the same future, which
   * completes when the end is reported or, past the grace, never, because the process is halted.
   */
  public CompletableFuture<ShutdownReport> shutdown(ShutdownReason reason) {
    Instant now = setup.scheduler().now();
    boolean first = apply(new ProgramEvent.ShutdownRequested(reason, now, now.plus(setup.grace())));
    if (first) {
      roster.close();
      watchdog.start(setup.grace());
      // A platform thread: virtual ones would wait if every carrier were held by a native name
      // lookup.
      Thread.ofPlatform().name("shutdown").start(() -> goDown(reason));
    } else if (!closed.isDone()) {
      LOG.info("{} (already closing)", reason.line());
    }
    return closed.copy();
  }

  /** Ends the process at once, without finishing anything. Only while closing. */
  public Verdict forceQuit() {
    if (!isClosing()) {
      return new Verdict.Refused("only while closing");
    }
    Thread.ofPlatform().daemon().name("force-quit").start(() -> watchdog.haltNow("force quit"));
    return new Verdict.Accepted();
  }

  /** Completes when the shutdown is over and reported. */
  public CompletableFuture<ShutdownReport> closed() {
    return closed.copy();
  }

  public ProgramSnapshot snapshot() {
    synchronized (lock) {
      return new ProgramSnapshot(state, steps, arming.until());
    }
  }

  /** Adds a listener, which hears the present state first. Called in order, never under a lock. */
  public void addListener(Consumer<ProgramSnapshot> listener) {
    synchronized (lock) {
      listeners.add(listener, snapshot());
    }
  }

  public void removeListener(Consumer<ProgramSnapshot> listener) {
    listeners.remove(listener);
  }

  private void goDown(ShutdownReason reason) {
    long start = System.nanoTime();
    if (reason instanceof ShutdownReason.Fatal) {
      LOG.error(reason.line());
    } else {
      LOG.info(reason.line());
    }
    List<Step> done =
        new ShutdownSequence(
                roster.supervisors(),
                roster.relays(),
                setup,
                (phase, until) -> apply(new ProgramEvent.PhaseBegun(phase, until)),
                this::finished)
            .run();
    ShutdownReport report =
        new ShutdownReport(reason, done, Duration.ofNanos(System.nanoTime() - start));
    LOG.info(report.line());
    try {
      setup.closeLogs().accept(report, Deadline.in(CLOSE_LOGS));
    } catch (RuntimeException e) {
      // All is closed: that a log is not is no reason to be halted.
      LOG.error("The log was not put away: {}", e.toString(), e);
    }
    if (watchdog.disarm()) {
      apply(new ProgramEvent.Finished(report));
      closed.complete(report);
    }
  }

  private void finished(Step step) {
    synchronized (lock) {
      steps.add(step);
    }
    publish();
  }

  /** The one place where the program's state changes. Returns whether it did. */
  private boolean apply(ProgramEvent event) {
    boolean changed;
    synchronized (lock) {
      ProgramState before = state;
      state = ProgramTransitions.next(before, event);
      changed = !before.equals(state);
    }
    publish();
    return changed;
  }

  private void publish() {
    synchronized (lock) {
      listeners.tell(snapshot());
    }
  }

  private boolean isClosing() {
    synchronized (lock) {
      return !(state instanceof ProgramState.Open);
    }
  }

  private Verdict onEndpoint(
      String name, String command, Function<ConnectionSupervisor, Verdict> action) {
    return guarded(name, command, () -> roster.onConnection(name, action));
  }

  private Verdict onRelay(String name, String command, Function<Relay, Verdict> action) {
    return guarded(name, command, () -> roster.onRelay(name, action));
  }

  private Verdict guarded(String name, String command, Supplier<Verdict> action) {
    // Only a first check: each owner is retired on the way down and refuses by itself from then on.
    Verdict verdict = isClosing() ? CLOSING : action.get();
    if (verdict instanceof Verdict.Refused refused) {
      LOG.info("Refused to {} {}: {}", command, name, refused.reason());
    }
    return verdict;
  }

  private String unfinished() {
    ProgramSnapshot now = snapshot();
    String phase =
        now.state() instanceof ProgramState.Closing c ? "step " + c.phase().word() : "nothing";
    return Stream.concat(
            Stream.of(phase),
            roster.supervisors().stream()
                .map(ConnectionSupervisor::snapshot)
                .filter(s -> !(s.state() instanceof ConnectionState.Off))
                .map(s -> s.endpoint().name() + " " + s.state().getClass().getSimpleName()))
        .collect(Collectors.joining(", "));
  }
}
