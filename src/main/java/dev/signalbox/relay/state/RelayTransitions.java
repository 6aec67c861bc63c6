package dev.signalbox.relay.state;

import dev.signalbox.relay.state.RelayEffect.EndRun;
import dev.signalbox.relay.state.RelayEffect.StartRun;
import dev.signalbox.relay.state.RelayEvent.Command;
import dev.signalbox.relay.state.RelayEvent.Report;
import dev.signalbox.relay.state.RelayState.Failed;
import dev.signalbox.relay.state.RelayState.Paused;
import dev.signalbox.relay.state.RelayState.Running;
import dev.signalbox.relay.state.RelayState.Stalled;
import dev.signalbox.relay.state.RelayState.Standby;
import dev.signalbox.relay.state.RelayState.Starting;
import dev.signalbox.relay.state.RelayState.Stopped;
import dev.signalbox.relay.state.RelayState.Stopping;
import java.time.Instant;
import java.util.Optional;

/**
 * The interlocking of one relay: a pure, total function from status and event to what follows.
 * Reports of a run that is not the present one change nothing.
 */
public final class RelayTransitions {
  private RelayTransitions() {}

  public static RelayTransition next(RelayStatus status, RelayEvent event) {
    return switch (event) {
      case Command command -> command(status, command);
      case Report report ->
          status
              .run()
              .filter(run -> run.id().equals(report.run()))
              .map(run -> report(status, run, report))
              .orElseGet(() -> RelayTransition.ignored(status));
    };
  }

  private static RelayTransition command(RelayStatus status, Command command) {
    return switch (command) {
      case RelayEvent.Start e -> start(status, e);
      case RelayEvent.CancelStart e ->
          status.state() instanceof Starting
              ? end(status, e.at(), StopMode.AT_ONCE)
              : status.state() instanceof Stopping && !isHandingOver(status)
                  ? RelayTransition.joined(status)
                  : RelayTransition.refused(status, "no start is under way");
      case RelayEvent.Stop e -> stop(status, e.at(), StopMode.FINISH_PAGE);
      case RelayEvent.StopNow e -> stop(status, e.at(), StopMode.AT_ONCE);
      case RelayEvent.HandOver e -> handOver(status, e.at());
      case RelayEvent.Retire e -> retire(status, e.at());
    };
  }

  private static RelayTransition start(RelayStatus status, RelayEvent.Start event) {
    if (status.retired()) {
      return RelayTransition.refused(status, "Signalbox is closing");
    }
    return switch (status.state()) {
      case Stopped _, Failed _ -> {
        LiveRun run = LiveRun.starting(event.next(), event.first());
        yield RelayTransition.accepted(
            status.with(visible(run, status.state(), event.at()), run), new StartRun(run.id()));
      }
      case Starting _ -> RelayTransition.joined(status);
      case Running _, Paused _, Stalled _ -> RelayTransition.refused(status, "already polling");
      case Standby _ -> RelayTransition.refused(status, "it stands by already");
      case Stopping _ -> RelayTransition.refused(status, "polling is just stopping");
    };
  }

  private static RelayTransition stop(RelayStatus status, Instant at, StopMode mode) {
    return switch (status.state()) {
      case Stopped _, Failed _ -> RelayTransition.refused(status, "not polling");
      // There is no page to finish yet: a stop is a cancelled start.
      case Starting _ -> end(status, at, StopMode.AT_ONCE);
      case Running _, Paused _, Standby _, Stalled _ -> end(status, at, mode);
      case Stopping _ ->
          isMoreUrgent(status, mode) ? end(status, at, mode) : RelayTransition.joined(status);
    };
  }

  /** Only who polls has something to hand over. */
  private static RelayTransition handOver(RelayStatus status, Instant at) {
    if (status.retired()) {
      return RelayTransition.refused(status, "Signalbox is closing");
    }
    return switch (status.state()) {
      case Running _, Stalled _ -> end(status, at, StopMode.HAND_OVER);
      case Stopping _ ->
          isHandingOver(status)
              ? RelayTransition.joined(status)
              : RelayTransition.refused(status, "polling is just stopping");
      case Stopped _, Failed _ -> RelayTransition.refused(status, "not polling");
      case Starting _ -> RelayTransition.refused(status, "it does not poll yet");
      case Standby _ -> RelayTransition.refused(status, "it stands by already");
      // Its lease expires unless it goes on, and whoever stands by takes it then.
      case Paused _ -> RelayTransition.refused(status, "it is paused and polls nothing");
    };
  }

  private static boolean isHandingOver(RelayStatus status) {
    return status.run().filter(LiveRun::isHandingOver).isPresent();
  }

  private static boolean isMoreUrgent(RelayStatus status, StopMode mode) {
    return status.run().flatMap(LiveRun::stop).filter(now -> now.compareTo(mode) >= 0).isEmpty();
  }

  private static RelayTransition retire(RelayStatus status, Instant at) {
    RelayStatus retired = status.retire();
    return status.state() instanceof Starting
        ? end(retired, at, StopMode.AT_ONCE)
        : RelayTransition.accepted(retired);
  }

  private static RelayTransition end(RelayStatus status, Instant at, StopMode mode) {
    return status
        .run()
        .map(
            run -> {
              LiveRun stopping = run.stopping(mode);
              return RelayTransition.accepted(
                  status.with(stopping(status.state(), stopping, at), stopping),
                  new EndRun(run.id(), mode));
            })
        .orElseGet(() -> RelayTransition.refused(status, "not polling"));
  }

  /** A hand-over that becomes a stop goes on from where it is, but the stop begins now. */
  private static Stopping stopping(RelayState before, LiveRun run, Instant at) {
    if (!(before instanceof Stopping s)) {
      return new Stopping(at, 0, 0, run.isHandingOver());
    }
    return s.handsOver() ? new Stopping(at, s.drained(), s.total(), run.isHandingOver()) : s;
  }

  private static RelayTransition report(RelayStatus status, LiveRun run, Report report) {
    return switch (report) {
      case RelayEvent.StepBegan e -> move(status, run.at(e.step()), e.at());
      case RelayEvent.PollingBegan e -> move(status, run.polling(), e.at());
      case RelayEvent.EndpointsChanged e ->
          move(status, run.with(run.waits().withEndpoint(e.trouble())), e.at());
      case RelayEvent.Held e -> move(status, run.with(run.waits().withHeld(e.reason())), e.at());
      case RelayEvent.StandsBy e ->
          move(status, run.with(run.waits().withLease(e.lease())), e.at());
      case RelayEvent.HandedOver e -> handedOver(status, run, e);
      case RelayEvent.Overdue e ->
          move(status, run.with(run.waits().withOverdue(e.cause())), e.at());
      case RelayEvent.Drained e -> drained(status, run, e);
      case RelayEvent.RunEnded e -> RelayTransition.accepted(status.ended(afterRun(run, e)));
    };
  }

  /** Who was told to stop meanwhile does not go on. */
  private static RelayTransition handedOver(
      RelayStatus status, LiveRun run, RelayEvent.HandedOver event) {
    if (!run.isHandingOver()) {
      return RelayTransition.ignored(status);
    }
    LiveRun next = run.handedOver(event.left());
    return RelayTransition.accepted(status.with(shown(next, event.at()), next));
  }

  private static RelayTransition drained(
      RelayStatus status, LiveRun run, RelayEvent.Drained event) {
    return status.state() instanceof Stopping s
        ? RelayTransition.accepted(
            status.with(
                new Stopping(s.since(), event.drained(), event.total(), s.handsOver()), run))
        : RelayTransition.ignored(status);
  }

  private static RelayState afterRun(LiveRun run, RelayEvent.RunEnded event) {
    Instant at = event.at();
    // What ends a start that was told to stop is the stop: a connect cancelled with it is no
    // failure.
    return run.isStartAbandoned()
        ? new Stopped(at)
        : event
            .failure()
            .<RelayState>map(cause -> new Failed(at, cause))
            .orElseGet(() -> new Stopped(at));
  }

  private static RelayTransition move(RelayStatus status, LiveRun run, Instant at) {
    return RelayTransition.accepted(status.with(visible(run, status.state(), at), run));
  }

  /**
   * What the operator sees of a run: a stop above all, then that it is another one's to poll, then
   * what holds it back, then what it does. An endpoint that is missing during the start is no
   * pause: connecting it is the step.
   */
  private static RelayState visible(LiveRun run, RelayState before, Instant at) {
    return before instanceof Stopping ? before : sinceItBegan(shown(run, at), before);
  }

  private static RelayState shown(LiveRun run, Instant at) {
    WaitReasons waits = run.waits();
    Optional<String> missing = waits.endpoint().or(waits::held);
    Optional<String> reason = run.step().isPresent() ? waits.held() : missing;
    return waits
        .lease()
        .<RelayState>map(lease -> new Standby(at, lease, missing))
        .or(() -> reason.map(words -> new Paused(at, words)))
        .or(
            () ->
                run.step().map(step -> new Starting(at, step.words(), step.number(), step.total())))
        .or(() -> waits.overdue().map(cause -> new Stalled(at, cause)))
        .orElseGet(() -> new Running(at));
  }

  /**
   * Keeps the time at which a state began when only its details have changed. An outage that goes
   * on for another reason is still the same outage.
   */
  private static RelayState sinceItBegan(RelayState now, RelayState before) {
    return switch (now) {
      case Starting s when before instanceof Starting b ->
          new Starting(b.since(), s.step(), s.number(), s.total());
      case Running _ when before instanceof Running -> before;
      case Paused p when isHeldUp(before) -> new Paused(before.since(), p.reason());
      case Standby s when before instanceof Standby ->
          new Standby(before.since(), s.lease(), s.hindrance());
      case Stalled s when isHeldUp(before) -> new Stalled(before.since(), s.cause());
      case Starting _, Running _, Paused _, Standby _, Stalled _, Stopped _, Stopping _, Failed _ ->
          now;
    };
  }

  private static boolean isHeldUp(RelayState state) {
    return state instanceof Paused || state instanceof Stalled;
  }
}
