package dev.signalbox.shutdown;

import dev.signalbox.base.Verdict;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.LiveRun;
import dev.signalbox.relay.state.RelayEffect;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RelayStatus;
import dev.signalbox.relay.state.RelayTransition;
import dev.signalbox.relay.state.RunId;
import dev.signalbox.shutdown.Interlockings.ForRelay;
import dev.signalbox.shutdown.Interlockings.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A relay with its run, of which only the present one matters. Time stands still. */
record RelayModel(RelayStatus status) {
  private static final Instant NOW = EndpointModel.NOW;
  private static final RunId RUN = new RunId(2);
  private static final RunId OLD = new RunId(1);
  private static final HeldLease LEASE = new HeldLease("held by host b", Optional.empty());
  private static final LiveRun.Step STEP = new LiveRun.Step("Connecting", 1, 1);

  static RelayModel initial() {
    return new RelayModel(new RelayStatus(new RelayState.Stopped(NOW), Optional.empty(), false));
  }

  boolean isStopped() {
    return status.state() instanceof RelayState.Stopped
        || status.state() instanceof RelayState.Failed;
  }

  /** Whether a shutdown lets it finish its page before attempts are abandoned. */
  boolean isActive() {
    return switch (status.state()) {
      case RelayState.Running _,
          RelayState.Paused _,
          RelayState.Standby _,
          RelayState.Stalled _,
          RelayState.Stopping _ ->
          true;
      case RelayState.Stopped _, RelayState.Starting _, RelayState.Failed _ -> false;
    };
  }

  /** Whether a start would be accepted. */
  boolean starts(ForRelay interlocking) {
    return interlocking.apply(status, start()).verdict().isAccepted();
  }

  /** Whatever the operator, its run or a run long ended may do. */
  List<Step<RelayModel>> moves(ForRelay interlocking) {
    Stream<RelayEvent> commands =
        Stream.of(
            start(),
            new RelayEvent.CancelStart(NOW),
            new RelayEvent.Stop(NOW),
            new RelayEvent.StopNow(NOW),
            new RelayEvent.HandOver(NOW));
    return Stream.concat(commands, Stream.of(RUN, OLD).flatMap(RelayModel::reports))
        .map(event -> apply(interlocking, event))
        .toList();
  }

  private static RelayEvent start() {
    return new RelayEvent.Start(NOW, RUN, STEP);
  }

  private static Stream<RelayEvent> reports(RunId run) {
    return Stream.of(
        new RelayEvent.StepBegan(NOW, run, STEP),
        new RelayEvent.PollingBegan(NOW, run),
        new RelayEvent.EndpointsChanged(NOW, run, Optional.of("gone")),
        new RelayEvent.EndpointsChanged(NOW, run, Optional.empty()),
        new RelayEvent.Held(NOW, run, Optional.of("gone")),
        new RelayEvent.Held(NOW, run, Optional.empty()),
        new RelayEvent.StandsBy(NOW, run, LEASE),
        new RelayEvent.HandedOver(NOW, run, LEASE),
        new RelayEvent.Overdue(NOW, run, Optional.of(EndpointModel.CAUSE)),
        new RelayEvent.Overdue(NOW, run, Optional.empty()),
        new RelayEvent.Drained(NOW, run, 1, 2),
        new RelayEvent.RunEnded(NOW, run, Optional.empty()),
        new RelayEvent.RunEnded(NOW, run, Optional.of(EndpointModel.CAUSE)));
  }

  Step<RelayModel> retire(ForRelay interlocking) {
    return apply(interlocking, new RelayEvent.Retire(NOW));
  }

  Step<RelayModel> stop(ForRelay interlocking) {
    return apply(interlocking, new RelayEvent.Stop(NOW));
  }

  Step<RelayModel> stopNow(ForRelay interlocking) {
    return apply(interlocking, new RelayEvent.StopNow(NOW));
  }

  private Step<RelayModel> apply(ForRelay interlocking, RelayEvent event) {
    RelayTransition transition = interlocking.apply(status, event);
    RelayModel next = new RelayModel(transition.next()).canonical();
    return new Step<>(next, broken(event, transition).or(() -> next.broken(this)));
  }

  private Optional<Invariant> broken(RelayEvent event, RelayTransition transition) {
    if (event instanceof RelayEvent.Command && transition.verdict() instanceof Verdict.Ignored) {
      return Optional.of(Invariant.EVERY_COMMAND_HAS_AN_OUTCOME);
    }
    for (RelayEffect effect : transition.effects()) {
      boolean allowed =
          switch (effect) {
            case RelayEffect.StartRun _ -> !status.retired() && status.run().isEmpty();
            case RelayEffect.EndRun e ->
                status.run().filter(run -> run.id().equals(e.run())).isPresent();
          };
      if (!allowed) {
        return Optional.of(Invariant.EFFECTS_IN_TURN);
      }
    }
    return Optional.empty();
  }

  private Optional<Invariant> broken(RelayModel before) {
    if (isStopped() != status.run().isEmpty()) {
      return Optional.of(Invariant.RUN_EXACTLY_WHILE_POLLING);
    }
    boolean terminal = before.status.retired() && before.isStopped();
    return terminal && !equals(before)
        ? Optional.of(Invariant.TERMINAL_STATES_ABSORB)
        : Optional.empty();
  }

  /** The same without how many acknowledgements have come, which decides nothing. */
  private RelayModel canonical() {
    return status.state() instanceof RelayState.Stopping
        ? new RelayModel(
            new RelayStatus(
                new RelayState.Stopping(NOW, 0, 0, false), status.run(), status.retired()))
        : this;
  }
}
