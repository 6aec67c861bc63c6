package dev.signalbox.relay.run;

import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.state.LiveRun;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.relay.state.RunId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells the relay what its run does, each thing once.
 *
 * <p>Threading: for the run's thread, except {@link #endpoints}, which any thread may call.
 */
public final class RunReporter {
  private final RunId id;
  private final Scheduler scheduler;
  private final Consumer<RelayEvent> relay;
  private final Consumer<Optional<Position>> positions;
  private Optional<String> held = Optional.empty();
  private Optional<Failure> overdue = Optional.empty();
  private boolean polled;

  public RunReporter(
      RunId id,
      Scheduler scheduler,
      Consumer<RelayEvent> relay,
      Consumer<Optional<Position>> positions) {
    this.id = id;
    this.scheduler = scheduler;
    this.relay = relay;
    this.positions = positions;
  }

  /** Steps are those of the start: a run that has polled is interrupted, not started again. */
  void step(LiveRun.Step step) {
    if (!polled) {
      relay.accept(new RelayEvent.StepBegan(scheduler.now(), id, step));
    }
  }

  void pollingBegan(Optional<Position> from) {
    polled = true;
    held = Optional.empty();
    overdue = Optional.empty();
    positions.accept(from);
    relay.accept(new RelayEvent.PollingBegan(scheduler.now(), id));
  }

  boolean hasPolled() {
    return polled;
  }

  void endpoints(Optional<String> trouble) {
    relay.accept(new RelayEvent.EndpointsChanged(scheduler.now(), id, trouble));
  }

  void held(Optional<String> reason) {
    if (!held.equals(reason)) {
      held = reason;
      relay.accept(new RelayEvent.Held(scheduler.now(), id, reason));
    }
  }

  public void overdue(Optional<Failure> cause) {
    if (!overdue.equals(cause)) {
      overdue = cause;
      relay.accept(new RelayEvent.Overdue(scheduler.now(), id, cause));
    }
  }

  public void drained(int acknowledged, int total) {
    relay.accept(new RelayEvent.Drained(scheduler.now(), id, acknowledged, total));
  }

  /** A page is committed. */
  void committed(Position position) {
    positions.accept(Optional.of(position));
  }

  void ended(Optional<Failure> failure) {
    relay.accept(new RelayEvent.RunEnded(scheduler.now(), id, failure));
  }
}
