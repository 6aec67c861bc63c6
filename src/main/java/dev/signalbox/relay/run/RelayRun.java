package dev.signalbox.relay.run;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.CallOverdueException;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.CheckpointStore;
import dev.signalbox.relay.checkpoint.LeaseHolder;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.relay.stream.Publisher;
import dev.signalbox.relay.stream.Reconciliation;
import dev.signalbox.relay.stream.RelaySink;
import dev.signalbox.relay.stream.StreamCheck;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One run, from a start to its end, on one thread: connects, then holds one term after the other
 * until a stop or a failure that trying again cannot help.
 */
public final class RelayRun {
  private static final long FIRST_WAIT_MILLISECONDS = 250;
  private static final long LONGEST_WAIT_MILLISECONDS = 30_000;
  private static final int LARGEST_EXPONENT = 7;

  private final PollingSettings settings;
  private final RelayConnections connections;
  private final RelayEnvironment environment;
  private final RunControl control;
  private final RunReporter reporter;
  private final Progress progress;
  private final RelayFailures failures;
  private final RunParts parts;
  private Optional<CheckpointRecord> held = Optional.empty();

  public RelayRun(
      PollingSettings settings,
      RelayConnections connections,
      RelayEnvironment environment,
      LeaseHolder self,
      RunReporter reporter,
      RelayLog log) {
    this.settings = settings;
    this.connections = connections;
    this.environment = environment;
    this.reporter = reporter;
    this.control = new RunControl(environment.scheduler());
    this.progress = new Progress(environment.scheduler());
    this.failures = new RelayFailures(environment.failures(), environment.scheduler());
    this.parts = assemble(self, log);
  }

  private RunParts assemble(LeaseHolder self, RelayLog log) {
    CallContext calls =
        new CallContext(control, environment.scheduler(), failures, environment.limits());
    RelayDatabase checkpoint = new RelayDatabase(connections.checkpoint(), calls);
    RelaySink sink =
        new RelaySink(connections.sink(), calls, settings.stream(), settings.subject());
    return new RunParts(
        self,
        calls,
        reporter,
        new StartSteps(connections),
        progress,
        log,
        new RelayDatabase(connections.source(), calls),
        checkpoint,
        new CheckpointStore(checkpoint, settings, environment.lease().ttl(), calls),
        new StreamCheck(sink, calls),
        new Reconciliation(sink, calls.limits()),
        new Publisher(sink, calls, reporter, progress));
  }

  /** Makes the run end; returns at once. */
  public void stop(StopMode mode) {
    control.stop(mode);
  }

  public RelayCounters counters() {
    return progress.counters();
  }

  /** The whole run; its last act is to report its end. */
  public void body() {
    Optional<Failure> failure;
    try (RunEndpoints endpoints = new RunEndpoints(connections, control, reporter, failures)) {
      failure = work(endpoints);
      release(failure);
    } catch (RuntimeException | Error e) {
      failure = Optional.of(failures.unexpected(sourceEndpoint(), e));
    }
    reporter.ended(failure);
  }

  /** Returns what ended it; empty if it was told to. */
  private Optional<Failure> work(RunEndpoints endpoints) {
    try {
      endpoints.connect(parts.steps());
      holdTerms(endpoints);
      return Optional.empty();
    } catch (RunStoppedException e) {
      // Told to: nothing has failed.
      return Optional.empty();
    } catch (RelayException e) {
      return Optional.of(e.failure());
    } catch (RuntimeException | Error e) {
      return Optional.of(failures.unexpected(sourceEndpoint(), e));
    }
  }

  /**
   * Leaves the lease that was taken last to whoever wants it. Only here, because a run may end
   * between two terms, too. While it goes on it will need the lease again, and if it pauses for too
   * long the lease expires.
   */
  private void release(Optional<Failure> failure) {
    if (held.isEmpty()) {
      return;
    }
    String status =
        failure.isPresent() ? "FAILED" : control.isStoppedAtOnce() ? "CANCELLED" : "STOPPED";
    Duration leaseTime = environment.lease().ttl();
    try {
      parts.checkpoints().release(held.get(), status, failure);
    } catch (RelayException e) {
      parts.log().unreleased(e.failure(), leaseTime);
    } catch (RunStoppedException e) {
      // The stop does not wait any longer for the database.
      RelayException silence =
          failures.overdue(
              connections.checkpoint().endpoint(),
              new CallOverdueException(
                  control.mode().map(environment.limits().commit()::after).orElseThrow(), e));
      parts.log().unreleased(silence.failure(), leaseTime);
    }
  }

  private Endpoint sourceEndpoint() {
    return connections.source().endpoint();
  }

  private void holdTerms(RunEndpoints endpoints) throws RelayException {
    int failuresInARow = 0;
    while (true) {
      control.throwIfStopped();
      endpoints.awaitConnected();
      LeaseTerm term =
          new LeaseTerm(parts, settings, environment.lease().ttl(), environment.scheduler(), held);
      try {
        term.hold();
      } catch (RelayException e) {
        if (!isWorthRetrying(e)) {
          throw e;
        }
        failuresInARow = term.hasCommitted() ? 1 : failuresInARow + 1;
        reporter.held(Optional.of(e.failure().oneLine()));
        control.pause(backoff(failuresInARow));
      } finally {
        held = term.taken().or(() -> held);
      }
    }
  }

  private boolean isWorthRetrying(RelayException e) {
    return switch (e.recovery()) {
      case NONE -> false;
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
