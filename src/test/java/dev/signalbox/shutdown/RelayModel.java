package dev.signalbox.shutdown;

import dev.signalbox.connection.Verdict;
import dev.signalbox.relay.LiveRun;
import dev.signalbox.relay.RelayEffect;
import dev.signalbox.relay.RelayEvent;
import dev.signalbox.relay.RelayState;
import dev.signalbox.relay.RelayStatus;
import dev.signalbox.relay.RelayTransition;
import dev.signalbox.relay.RelayTransitions;
import dev.signalbox.relay.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A relay with its run, of which only the present one matters. Time stands still. */
record RelayModel(RelayStatus status) {
  private static final Instant NOW = EndpointModel.NOW;
  private static final RunId RUN = new RunId(2);
  private static final RunId OLD = new RunId(1);
  private static final LiveRun.Step STEP = new LiveRun.Step("Connecting", 1, 1);

  record Step(RelayModel next, Optional<String> broken) {}

  static RelayModel initial() {
    return new RelayModel(new RelayStatus(new RelayState.Stopped(NOW), Optional.empty(), false));
  }

  boolean isStopped() {
    return status.run().isEmpty();
  }

  /** Whether its run may ask endpoints to connect. */
  boolean connects() {
    return status.run().flatMap(LiveRun::step).isPresent();
  }

  /** Whether a shutdown lets it finish its page before attempts are abandoned. */
  boolean isActive() {
    return switch (status.state()) {
      case RelayState.Running _, RelayState.Paused _, RelayState.Stalled _, RelayState.Stopping _ ->
          true;
      case RelayState.Stopped _, RelayState.Starting _, RelayState.Failed _ -> false;
    };
  }

  /** Whatever the operator, its run or a run long ended may do. */
  List<Step> moves() {
    return Stream.of(
            new RelayEvent.Start(NOW, RUN, STEP),
            new RelayEvent.CancelStart(NOW),
            new RelayEvent.Stop(NOW),
            new RelayEvent.StopNow(NOW),
            new RelayEvent.PollingBegan(NOW, RUN),
            new RelayEvent.EndpointsChanged(NOW, RUN, Optional.of("gone")),
            new RelayEvent.EndpointsChanged(NOW, RUN, Optional.empty()),
            new RelayEvent.Overdue(NOW, RUN, Optional.of(EndpointModel.CAUSE)),
            new RelayEvent.Drained(NOW, RUN, 1, 2),
            new RelayEvent.RunEnded(NOW, RUN, Optional.empty()),
            new RelayEvent.RunEnded(NOW, RUN, Optional.of(EndpointModel.CAUSE)),
            new RelayEvent.RunEnded(NOW, OLD, Optional.empty()))
        .map(this::apply)
        .toList();
  }

  Step retire() {
    return apply(new RelayEvent.Retire(NOW));
  }

  Step stop() {
    return apply(new RelayEvent.Stop(NOW));
  }

  Step stopNow() {
    return apply(new RelayEvent.StopNow(NOW));
  }

  private Step apply(RelayEvent event) {
    RelayTransition transition = RelayTransitions.next(status, event);
    Optional<String> broken = Optional.empty();
    if (event instanceof RelayEvent.Command && transition.verdict() instanceof Verdict.Ignored) {
      broken = Optional.of("every command has an outcome");
    }
    for (RelayEffect effect : transition.effects()) {
      boolean allowed =
          switch (effect) {
            case RelayEffect.StartRun _ -> !status.retired() && status.run().isEmpty();
            case RelayEffect.EndRun e ->
                status.run().filter(run -> run.id().equals(e.run())).isPresent();
          };
      if (!allowed) {
        broken = Optional.of("no " + effect.getClass().getSimpleName() + " out of turn");
      }
    }
    return new Step(new RelayModel(transition.next()), broken);
  }
}
