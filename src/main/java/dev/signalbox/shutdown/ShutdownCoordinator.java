package dev.signalbox.shutdown;

import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.Relay;
import dev.signalbox.shutdown.ShutdownReport.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
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
public final class ShutdownCoordinator implements OperatorCommands {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");
  private static final Verdict CLOSING = new Verdict.Refused("Signalbox is closing");

  private final List<ConnectionSupervisor> supervisors;
  private final List<Relay> relays;
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
   * @param armingNeeded whether Start is locked until armed
   * @param flushLogs writes what is still buffered; part of the shutdown
   * @param closeLogs takes down what has been told the report, the last line of all
   * @param halt ends the process at once with this exit code
   */
  public record Setup(
      Duration grace,
      boolean armingNeeded,
      Scheduler scheduler,
      Runnable flushLogs,
      Runnable closeLogs,
      IntConsumer halt) {}

  public ShutdownCoordinator(
      List<ConnectionSupervisor> supervisors, List<Relay> relays, Setup setup) {
    this.supervisors = List.copyOf(supervisors);
    this.relays = List.copyOf(relays);
    this.setup = setup;
    this.arming = new Arming(setup.armingNeeded(), setup.scheduler(), this::publish);
    this.watchdog = new Watchdog(this::unfinished, setup.halt());
  }

  @Override
  public Verdict connect(String endpoint) {
    return onEndpoint(endpoint, "connect", ConnectionSupervisor::connect);
  }

  @Override
  public Verdict cancel(String endpoint) {
    return onEndpoint(endpoint, "cancel", ConnectionSupervisor::cancel);
  }

  @Override
  public Verdict disconnect(String endpoint) {
    return onEndpoint(endpoint, "disconnect", ConnectionSupervisor::disconnect);
  }

  @Override
  public Verdict reconnect(String endpoint) {
    return onEndpoint(endpoint, "reconnect", ConnectionSupervisor::reconnect);
  }

  @Override
  public Verdict start(String relay) {
    return onRelay(
        relay,
        "start polling",
        r ->
            arming.isLocked()
                ? new Verdict.Refused("this is production: arm it first")
                : r.start());
  }

  @Override
  public Verdict cancelStart(String relay) {
    return onRelay(relay, "cancel start", Relay::cancelStart);
  }

  @Override
  public Verdict stop(String relay) {
    return onRelay(relay, "stop polling", Relay::stop);
  }

  @Override
  public Verdict stopNow(String relay) {
    return onRelay(relay, "stop polling now", Relay::stopNow);
  }

  @Override
  public Verdict arm() {
    return isClosing() ? CLOSING : arming.arm();
  }

  @Override
  public CompletableFuture<ShutdownReport> shutdown(ShutdownReason reason) {
    Instant now = setup.scheduler().now();
    boolean first = apply(new ProgramEvent.ShutdownRequested(reason, now, now.plus(setup.grace())));
    if (first) {
      watchdog.start(setup.grace());
      // A platform thread: virtual ones would wait if every carrier were held by a native name
      // lookup.
      Thread.ofPlatform().name("shutdown").start(() -> goDown(reason));
    } else if (!closed.isDone()) {
      LOG.info("{} (already closing)", reason.line());
    }
    return closed.copy();
  }

  @Override
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

  private void goDown(ShutdownReason reason) {
    long start = System.nanoTime();
    if (reason instanceof ShutdownReason.Fatal) {
      LOG.error(reason.line());
    } else {
      LOG.info(reason.line());
    }
    List<Step> done =
        new ShutdownSequence(
                supervisors,
                relays,
                setup.flushLogs(),
                setup.grace(),
                phase -> apply(new ProgramEvent.PhaseBegun(phase)),
                this::finished)
            .run();
    ShutdownReport report =
        new ShutdownReport(reason, done, Duration.ofNanos(System.nanoTime() - start));
    LOG.info(report.line());
    setup.closeLogs().run();
    watchdog.disarm();
    apply(new ProgramEvent.Finished(report));
    closed.complete(report);
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
    return guarded(
        name,
        command,
        () ->
            supervisors.stream()
                .filter(s -> s.endpoint().name().equals(name))
                .findFirst()
                .map(action)
                .orElseGet(() -> new Verdict.Refused("there is no such connection")));
  }

  private Verdict onRelay(String name, String command, Function<Relay, Verdict> action) {
    return guarded(
        name,
        command,
        () ->
            relays.stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .map(action)
                .orElseGet(() -> new Verdict.Refused("there is no such relay")));
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
            supervisors.stream()
                .map(ConnectionSupervisor::snapshot)
                .filter(s -> !(s.state() instanceof ConnectionState.Off))
                .map(s -> s.endpoint().name() + " " + s.state().getClass().getSimpleName()))
        .collect(Collectors.joining(", "));
  }
}
