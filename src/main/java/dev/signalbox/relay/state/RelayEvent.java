package dev.signalbox.relay.state;

import dev.signalbox.connection.state.Failure;
import java.time.Instant;
import java.util.Optional;

/** Everything that can happen to a relay. */
public sealed interface RelayEvent {
  Instant at();

  /** What the operator or the program asks for. Every command has an outcome. */
  sealed interface Command extends RelayEvent {}

  /** What a run reports. That of another run than the present one is ignored. */
  sealed interface Report extends RelayEvent {
    RunId run();
  }

  /**
   * Begin a run.
   *
   * @param next its identity
   * @param first the step it begins with
   */
  record Start(Instant at, RunId next, LiveRun.Step first) implements Command {}

  record CancelStart(Instant at) implements Command {}

  record Stop(Instant at) implements Command {}

  record StopNow(Instant at) implements Command {}

  /** End the term in order, leave the lease to another engine's relay, and stand by. */
  record HandOver(Instant at) implements Command {}

  /** The program is closing: abandon a start under way and never start again. */
  record Retire(Instant at) implements Command {}

  record StepBegan(Instant at, RunId run, LiveRun.Step step) implements Report {}

  /** Everything is prepared, or prepared again after an interruption. */
  record PollingBegan(Instant at, RunId run) implements Report {}

  /** An endpoint went away, or, with an empty reason, all are there. */
  record EndpointsChanged(Instant at, RunId run, Optional<String> trouble) implements Report {}

  /**
   * The run waits for something, a lease besides if it waited for that before; or, with an empty
   * reason, it goes on: nobody has the lease, too.
   */
  record Held(Instant at, RunId run, Optional<String> reason) implements Report {}

  /** The run waits until it gets the lease, and for nothing else that was reported as held. */
  record StandsBy(Instant at, RunId run, HeldLease lease) implements Report {}

  /** The term has ended as {@link HandOver} asks, and the lease is left to others. */
  record HandedOver(Instant at, RunId run, HeldLease left) implements Report {}

  /** Something should have happened by now, or, with an empty cause, it has. */
  record Overdue(Instant at, RunId run, Optional<Failure> cause) implements Report {}

  /** How far the page in flight has come. */
  record Drained(Instant at, RunId run, int drained, int total) implements Report {}

  /** The run's thread is about to end; nothing of it is left. */
  record RunEnded(Instant at, RunId run, Optional<Failure> failure) implements Report {}
}
