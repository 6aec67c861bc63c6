package dev.signalbox.relay.run;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Checkpoint;
import dev.signalbox.relay.checkpoint.LeaseHolder;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.relay.state.LiveRun.Step;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.relay.state.RunId;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.relay.stream.DeadLetters;
import dev.signalbox.relay.stream.RelayStream;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from a start to its end, on one thread: connects, then holds one term after the other
 * until a stop or a failure that trying again cannot help.
 */
public final class RelayRun {
  private static final long FIRST_WAIT_MILLISECONDS = 250;
  private static final long LONGEST_WAIT_MILLISECONDS = 30_000;
  private static final int LARGEST_EXPONENT = 7;

  private static final Logger LOG = LoggerFactory.getLogger(RelayRun.class);

  private final PollingSettings settings;
  private final RelayConnections connections;
  private final StartSteps steps;
  private final RunControl control;
  private final RunReporter reporter;
  private final RelayFailures failures;
  private final RelayDatabase source;
  private final WriterHorizons horizons;
  private final RelayStream stream;
  private final Optional<DeadLetters> deadLetters;
  private final Checkpoint checkpoint;

  /**
   * Puts a run together; nothing begins by that.
   *
   * @param self who takes the lease
   * @param listener hears what the run does
   */
  public RelayRun(
      RunId id,
      PollingSettings settings,
      RelayConnections connections,
      RelayEnvironment environment,
      LeaseHolder self,
      RelayLog log,
      RunListener listener) {
    Scheduler scheduler = environment.scheduler();
    this.settings = settings;
    this.connections = connections;
    this.steps = new StartSteps(connections);
    this.control = new RunControl(scheduler);
    this.reporter = new RunReporter(id, steps, scheduler, listener, log);
    this.failures = new RelayFailures(environment.failures(), scheduler);
    CallContext calls = new CallContext(control, scheduler, failures, environment.limits());
    this.source = new RelayDatabase(connections.source(), calls);
    this.horizons = environment.horizons();
    this.stream = new RelayStream(connections.sink(), calls, settings, reporter);
    this.deadLetters =
        settings
            .deadLetterSubject()
            .map(subject -> new DeadLetters(connections.sink(), calls, settings, subject));
    this.checkpoint =
        new Checkpoint(connections.checkpoint(), calls, settings, environment.lease().ttl(), self);
  }

  /** What it does first. */
  public Step firstStep() {
    return steps.first();
  }

  /** Whether one of its endpoints has something open, or is about to. */
  public boolean mayHoldResources() {
    return connections.distinct().stream()
        .anyMatch(endpoint -> endpoint.snapshot().state().mayHoldResources());
  }

  /** Makes the run end; returns at once. */
  public void stop(StopMode mode) {
    control.stop(mode);
  }

  public RelayCounters counters() {
    return reporter.counters();
  }

  public RowTiming timing() {
    return reporter.timing();
  }

  /** The whole run; its last act is to report its end. */
  public void body() {
    Optional<Failure> failure;
    try (RunEndpoints endpoints =
        new RunEndpoints(
            Actor.program("relay " + settings.programName()),
            connections,
            control,
            reporter,
            failures)) {
      failure = work(endpoints);
      release(failure);
    } catch (RuntimeException | Error e) {
      failure = Optional.of(failures.unexpected(source.endpoint(), e));
    }
    reporter.ended(failure);
  }

  /** Returns what ended it; empty if it was told to. */
  private Optional<Failure> work(RunEndpoints endpoints) {
    try {
      endpoints.connect();
      holdTerms(endpoints);
      return Optional.empty();
    } catch (RunStoppedException e) {
      // Told to: nothing has failed.
      return Optional.empty();
    } catch (RelayException e) {
      return Optional.of(e.failure());
    } catch (RuntimeException | Error e) {
      return Optional.of(failures.unexpected(source.endpoint(), e));
    }
  }

  /**
   * Leaves the lease that was taken last to whoever wants it. Only here, because a run may end
   * between two terms, too. While it goes on it will need the lease again, and if it pauses for too
   * long the lease expires.
   */
  private void release(Optional<Failure> failure) {
    String status =
        failure.isPresent() ? "FAILED" : control.isStoppedAtOnce() ? "CANCELLED" : "STOPPED";
    try {
      checkpoint.release(status, failure);
    } catch (RelayException e) {
      reporter.unreleased(e.failure(), checkpoint.leaseTime());
    }
  }

  private void holdTerms(RunEndpoints endpoints) throws RelayException {
    while (true) {
      try {
        holdTermsUntilTold(endpoints);
      } catch (RunStoppedException e) {
        if (!hasHandedOver()) {
          throw e;
        }
      }
    }
  }

  /**
   * Whether it goes on without the lease, because it was told to hand that over and nothing more
   * until then. What could not be released, which is told, is released when this relay looks for it
   * again.
   */
  private boolean hasHandedOver() {
    if (!control.mode().equals(Optional.of(StopMode.HAND_OVER))) {
      return false;
    }
    release(Optional.empty());
    boolean goesOn = control.goesOnAfterHandOver();
    if (goesOn) {
      reporter.handedOver(checkpoint.handOver());
    }
    return goesOn;
  }

  private void holdTermsUntilTold(RunEndpoints endpoints) throws RelayException {
    int failuresInARow = 0;
    while (true) {
      control.throwIfStopped();
      endpoints.awaitConnected();
      LeaseTerm term =
          new LeaseTerm(
              settings,
              control,
              reporter,
              source,
              endpoints::trouble,
              horizons,
              stream,
              checkpoint,
              deadLetters);
      try {
        term.hold();
      } catch (RelayException e) {
        if (!isWorthRetrying(e)) {
          throw e;
        }
        failuresInARow = term.hasCommitted() ? 1 : failuresInARow + 1;
        reporter.held(Optional.of(e.failure().oneLine()));
        recordPause(e);
        control.pause(backoff(failuresInARow));
      }
    }
  }

  /** For whoever sees the checkpoint only. What keeps it from being written will tell itself. */
  private void recordPause(RelayException cause) {
    control.throwIfStopped();
    try {
      checkpoint.pause(cause.failure());
    } catch (RelayException e) {
      LOG.debug("The pause is not in the checkpoint: {}", e.failure().oneLine());
    }
  }

  private boolean isWorthRetrying(RelayException e) {
    return switch (e.recovery()) {
      // One that was diverted, and found again: it changes all the time, or never went.
      case NONE -> e instanceof BadRowException && deadLetters.isPresent();
      case RETRY -> true;
      case RETRY_ONCE_POLLED -> reporter.hasPolled();
    };
  }

  /** Full jitter, so that many relays of one failed server do not come back in step. */
  private static Duration backoff(int failuresInARow) {
    long ceiling =
        Math.min(
            LONGEST_WAIT_MILLISECONDS,
            FIRST_WAIT_MILLISECONDS << Math.min(failuresInARow, LARGEST_EXPONENT));
    return Duration.ofMillis(RandomGenerator.getDefault().nextLong(ceiling + 1));
  }
}
