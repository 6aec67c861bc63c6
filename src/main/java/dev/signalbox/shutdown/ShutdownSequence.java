package dev.signalbox.shutdown;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.connection.AttemptOutcome;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReport.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of the way down, each bounded and isolated: one that fails or runs out of time does not
 * keep the next from its turn. Runs once, on one thread, which it blocks.
 */
final class ShutdownSequence {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private static final Actor SHUTDOWN = Actor.program("shutdown");

  /** How long an abandoned attempt is given to show whether it had succeeded after all. */
  private static final Duration ATTEMPT_SETTLES = Duration.ofMillis(50);

  /** Kept back of the budget, so that the report is written before the watchdog strikes. */
  static final Duration RESERVE = Duration.ofMillis(200);

  private final List<ConnectionSupervisor> supervisors;
  private final List<Relay> relays;
  private final ShutdownCoordinator.Setup setup;
  private final BiConsumer<ShutdownPhase, Instant> begun;
  private final Consumer<Step> finished;
  private final Deadline deadline;
  private final Duration grace;
  private final List<Step> steps = new ArrayList<>();
  private final AtomicBoolean lateSuccess = new AtomicBoolean();
  private List<EndpointClosing> endpoints = List.of();

  ShutdownSequence(
      List<ConnectionSupervisor> supervisors,
      List<Relay> relays,
      ShutdownCoordinator.Setup setup,
      BiConsumer<ShutdownPhase, Instant> begun,
      Consumer<Step> finished) {
    this.supervisors = supervisors;
    this.relays = relays;
    this.setup = setup;
    this.grace = setup.grace();
    this.deadline = Deadline.in(grace.minus(RESERVE).isPositive() ? grace.minus(RESERVE) : grace);
    this.begun = begun;
    this.finished = finished;
  }

  /** Does it all and returns what each step did and took. */
  List<Step> run() {
    if (relays.stream().noneMatch(ShutdownSequence::isActive)) {
      // Before the attempts: a start that is told to end does not take its cancelled connection for
      // a failure.
      relays.forEach(Relay::retire);
      step(ShutdownPhase.ATTEMPTS, settling(), this::abandonAttempts);
      LOG.info("Starting graceful shutdown...");
      step(ShutdownPhase.RELAY, stopping(), _ -> stopRelays());
    } else {
      // A running relay may need an endpoint that is just being retried in order to commit.
      LOG.info("Starting graceful shutdown...");
      step(ShutdownPhase.RELAY, stopping(), _ -> stopRelays());
      step(ShutdownPhase.ATTEMPTS, settling(), this::abandonAttempts);
    }
    step(
        ShutdownPhase.NATS,
        half(),
        limit -> close(closing -> closing.kind() == EndpointKind.NATS, limit));
    step(ShutdownPhase.DATABASES, deadline, this::closeDatabases);
    step(ShutdownPhase.LOGS, half(), setup.flushLogs()::test);
    return List.copyOf(steps);
  }

  private Deadline settling() {
    return deadline.within(ATTEMPT_SETTLES);
  }

  private boolean abandonAttempts(Deadline limit) {
    Instant now = Instant.now();
    endpoints = supervisors.stream().map(s -> new EndpointClosing(s, s.retire(), now)).toList();
    // What follows from a outcome is awaited, not the outcome itself: so the warning has its place.
    CompletableFuture<?>[] outcomes =
        endpoints.stream()
            .map(endpoint -> endpoint.outcome().thenAccept(this::settled))
            .toArray(CompletableFuture<?>[]::new);
    // An attempt that has not ended is an orphan: nobody waits for it, and one that succeeds closes
    // itself.
    return await(CompletableFuture.allOf(outcomes), limit);
  }

  /** Also called after the step is over: by whichever thread has announced the attempt's end. */
  private void settled(AttemptOutcome outcome) {
    if (outcome == AttemptOutcome.LATE && lateSuccess.compareAndSet(false, true)) {
      LOG.warn("Shutdown requested during initialization, exiting...");
    }
  }

  private boolean stopRelays() {
    relays.forEach(Relay::retire);
    relays.forEach(relay -> relay.stop(SHUTDOWN));
    if (awaitRelays(draining())) {
      return true;
    }
    LOG.warn("Polling did not stop in half of the time, cancelling its page...");
    relays.forEach(relay -> relay.stopNow(SHUTDOWN));
    return awaitRelays(half());
  }

  private Deadline draining() {
    return deadline.within(grace.dividedBy(2));
  }

  /** What {@link #stopRelays} takes at most: the time to drain, and half of what is left then. */
  private Deadline stopping() {
    Duration draining = draining().remaining();
    return deadline.within(deadline.remaining().plus(draining).dividedBy(2));
  }

  /** Half of what is left: a step that hangs never takes all of the time from the ones after it. */
  private Deadline half() {
    return deadline.within(deadline.remaining().dividedBy(2));
  }

  private boolean awaitRelays(Deadline limit) {
    CompletableFuture<?>[] stopped =
        relays.stream()
            .map(relay -> relay.when(ShutdownSequence::isStopped))
            .toArray(CompletableFuture<?>[]::new);
    return await(CompletableFuture.allOf(stopped), limit);
  }

  /** The last sessions; after them nobody needs what the drivers share. */
  private boolean closeDatabases(Deadline limit) {
    try {
      return close(closing -> closing.kind() != EndpointKind.NATS, limit);
    } finally {
      setup.closeDrivers().run();
    }
  }

  private boolean close(Predicate<EndpointClosing> which, Deadline limit) {
    List<EndpointClosing> chosen = endpoints.stream().filter(which).toList();
    CompletableFuture<?>[] closed =
        chosen.stream().map(endpoint -> endpoint.begin(limit)).toArray(CompletableFuture<?>[]::new);
    return await(CompletableFuture.allOf(closed), limit)
        && chosen.stream().noneMatch(EndpointClosing::isCloseOverdue);
  }

  private void step(ShutdownPhase phase, Deadline limit, Action action) {
    begun.accept(phase, Instant.now().plus(limit.remaining()));
    ShutdownStepEvent event = new ShutdownStepEvent();
    event.begin();
    long start = System.nanoTime();
    boolean complete = false;
    String detail = "";
    try {
      complete = action.run(limit);
    } catch (RuntimeException e) {
      detail = e.toString();
      LOG.error("Shutdown step {} failed: {}", phase.word(), detail, e);
    }
    Step step = new Step(phase, Duration.ofNanos(System.nanoTime() - start), complete, detail);
    record(event, step);
    steps.add(step);
    finished.accept(step);
  }

  private static void record(ShutdownStepEvent event, Step step) {
    if (event.shouldCommit()) {
      event.step = step.phase().word();
      event.complete = step.complete();
      event.commit();
    }
  }

  private static boolean await(CompletableFuture<?> future, Deadline limit) {
    try {
      future.get(limit.remaining().toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      // Nobody has a reason to interrupt the shutdown; the watchdog bounds what follows all the
      // same.
      LOG.warn("The shutdown was interrupted and goes on");
      return false;
    }
  }

  private static boolean isActive(Relay relay) {
    return switch (relay.snapshot().state()) {
      case RelayState.Running _,
          RelayState.Paused _,
          RelayState.Standby _,
          RelayState.Stalled _,
          RelayState.Stopping _ ->
          true;
      case RelayState.Stopped _, RelayState.Starting _, RelayState.Failed _ -> false;
    };
  }

  private static boolean isStopped(RelaySnapshot snapshot) {
    return snapshot.state() instanceof RelayState.Stopped
        || snapshot.state() instanceof RelayState.Failed;
  }

  @FunctionalInterface
  private interface Action {
    /** Returns whether it finished within its time. */
    boolean run(Deadline limit);
  }
}
