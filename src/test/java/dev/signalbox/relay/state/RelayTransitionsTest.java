package dev.signalbox.relay.state;

import static dev.signalbox.relay.state.RelayExamples.FAILURE;
import static dev.signalbox.relay.state.RelayExamples.LATER;
import static dev.signalbox.relay.state.RelayExamples.LEASE;
import static dev.signalbox.relay.state.RelayExamples.LEFT;
import static dev.signalbox.relay.state.RelayExamples.NEXT;
import static dev.signalbox.relay.state.RelayExamples.OLD;
import static dev.signalbox.relay.state.RelayExamples.OTHER_LEASE;
import static dev.signalbox.relay.state.RelayExamples.RUN;
import static dev.signalbox.relay.state.RelayExamples.STEP;
import static dev.signalbox.relay.state.RelayExamples.T0;
import static dev.signalbox.relay.state.RelayExamples.T1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Verdict;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.state.RelayState.Failed;
import dev.signalbox.relay.state.RelayState.Paused;
import dev.signalbox.relay.state.RelayState.Running;
import dev.signalbox.relay.state.RelayState.Stalled;
import dev.signalbox.relay.state.RelayState.Standby;
import dev.signalbox.relay.state.RelayState.Starting;
import dev.signalbox.relay.state.RelayState.Stopped;
import dev.signalbox.relay.state.RelayState.Stopping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RelayTransitionsTest {

  static Stream<Arguments> everyPair() {
    return RelayExamples.statuses().stream()
        .flatMap(status -> RelayExamples.events().stream().map(e -> Arguments.of(status, e)));
  }

  private static boolean isIdle(RelayStatus status) {
    return status.state() instanceof Stopped || status.state() instanceof Failed;
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void everyPairKeepsTheRules(RelayStatus before, RelayEvent event) {
    RelayTransition step = RelayTransitions.next(before, event);
    RelayStatus after = step.next();

    assertThat(after.run().isEmpty()).as("a run exists unless idle").isEqualTo(isIdle(after));
    assertThat(after.retired()).isEqualTo(before.retired() || event instanceof RelayEvent.Retire);
    if (!step.verdict().isAccepted()) {
      assertThat(after).isEqualTo(before);
      assertThat(step.effects()).isEmpty();
    }
    if (event instanceof RelayEvent.Command) {
      assertThat(step.verdict()).isNotInstanceOf(Verdict.Ignored.class);
    }
    if (event instanceof RelayEvent.Report report && report.run().equals(OLD)) {
      assertThat(step.verdict()).isInstanceOf(Verdict.Ignored.class);
    }
    if (before.retired()) {
      assertThat(step.effects()).noneMatch(RelayEffect.StartRun.class::isInstance);
    }
    boolean handedOver =
        event instanceof RelayEvent.HandedOver(Instant _, RunId run, HeldLease _)
            && run.equals(RUN)
            && before.run().filter(LiveRun::isHandingOver).isPresent();
    if (handedOver) {
      assertThat(after.state()).isEqualTo(new Standby(T1, LEFT, Optional.empty()));
      assertThat(after.run().flatMap(LiveRun::stop)).isEmpty();
    } else if (before.state() instanceof Stopping && !isIdle(after)) {
      assertThat(after.state()).isInstanceOf(Stopping.class);
    }
    if (after.state() instanceof Stopping stopping) {
      assertThat(stopping.handsOver())
          .as("what is shown is what was asked for")
          .isEqualTo(after.run().filter(LiveRun::isHandingOver).isPresent());
    }
    if (isIdle(after) && !isIdle(before)) {
      assertThat(event).isInstanceOf(RelayEvent.RunEnded.class);
    }
    if (before.run().filter(LiveRun::isStartAbandoned).isPresent()) {
      assertThat(after.state()).isNotInstanceOf(Failed.class);
    }
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void aRunIsStartedExactlyWhenItBecomesCurrent(RelayStatus before, RelayEvent event) {
    RelayTransition step = RelayTransitions.next(before, event);

    List<RelayEffect> expected =
        before.run().isEmpty() && step.next().run().isPresent()
            ? List.of(new RelayEffect.StartRun(NEXT))
            : List.of();
    assertThat(step.effects())
        .filteredOn(RelayEffect.StartRun.class::isInstance)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void aRunIsToldToEndExactlyWhenItsStopBecomesMoreUrgent(RelayStatus before, RelayEvent event) {
    RelayTransition step = RelayTransitions.next(before, event);

    Optional<StopMode> was = before.run().flatMap(LiveRun::stop);
    Optional<StopMode> is = step.next().run().flatMap(LiveRun::stop);
    List<RelayEffect> expected =
        is
            .filter(_ -> !is.equals(was))
            .<RelayEffect>map(mode -> new RelayEffect.EndRun(RUN, mode))
            .stream()
            .toList();
    assertThat(step.effects()).filteredOn(RelayEffect.EndRun.class::isInstance).isEqualTo(expected);
  }

  @Test
  void startBeginsWithTheFirstStep() {
    RelayTransition step =
        RelayTransitions.next(RelayExamples.stopped(), new RelayEvent.Start(T1, NEXT, STEP));

    assertThat(step.next().state()).isEqualTo(new Starting(T1, "Connecting NATS", 1, 7));
  }

  @Test
  void aSecondStartJoinsAndOneWhilePollingIsRefused() {
    RelayEvent start = new RelayEvent.Start(T1, NEXT, STEP);

    assertThat(RelayTransitions.next(RelayExamples.starts(), start).verdict())
        .isEqualTo(new Verdict.Joined());
    assertThat(RelayTransitions.next(RelayExamples.runs(), start).verdict())
        .isEqualTo(new Verdict.Refused("already polling"));
    RelayStatus standing = run(RelayExamples.runs(), new RelayEvent.StandsBy(T0, RUN, LEASE));
    assertThat(RelayTransitions.next(standing, start).verdict())
        .isEqualTo(new Verdict.Refused("it stands by already"));
  }

  @Test
  void stepsKeepTheTimeTheStartBegan() {
    assertThat(after(RelayExamples.starts(), new RelayEvent.StepBegan(T1, RUN, LATER)))
        .isEqualTo(new Starting(T0, "Taking the lease", 6, 7));
  }

  @Test
  void whoseLeaseAnotherHasStandsByAndItsReleaseResumesTheStart() {
    RelayStatus standing = run(RelayExamples.starts(), new RelayEvent.StandsBy(T1, RUN, LEASE));

    assertThat(standing.state()).isEqualTo(new Standby(T1, LEASE, Optional.empty()));
    assertThat(after(standing, new RelayEvent.Held(T1, RUN, Optional.empty())))
        .isInstanceOf(Starting.class);
  }

  @Test
  void whoStandsByForAnotherHolderHasStoodByAllTheTime() {
    RelayStatus standing = run(RelayExamples.starts(), new RelayEvent.StandsBy(T0, RUN, LEASE));

    assertThat(after(standing, new RelayEvent.StandsBy(T1, RUN, OTHER_LEASE)))
        .isEqualTo(new Standby(T0, OTHER_LEASE, Optional.empty()));
  }

  @Test
  void whoStandsByAndCannotLookStandsByAllTheTime() {
    RelayStatus standing = run(RelayExamples.runs(), new RelayEvent.StandsBy(T0, RUN, LEASE));
    RelayStatus held = run(standing, new RelayEvent.Held(T1, RUN, Optional.of("MariaDB: gone")));

    assertThat(held.state()).isEqualTo(new Standby(T0, LEASE, Optional.of("MariaDB: gone")));
    assertThat(after(held, new RelayEvent.StandsBy(T1, RUN, OTHER_LEASE)))
        .isEqualTo(new Standby(T0, OTHER_LEASE, Optional.empty()));
    assertThat(after(held, new RelayEvent.Held(T1, RUN, Optional.empty())))
        .isEqualTo(new Running(T1));
    assertThat(after(held, new RelayEvent.PollingBegan(T1, RUN))).isEqualTo(new Running(T1));
  }

  static Stream<RelayStatus> whoStandsBy() {
    return Stream.of(RelayExamples.runs(), RelayExamples.starts())
        .map(status -> run(status, new RelayEvent.StandsBy(T0, RUN, LEASE)));
  }

  @ParameterizedTest
  @MethodSource("whoStandsBy")
  void whoLosesAnEndpointWhileItStandsByStandsBy(RelayStatus standing) {
    RelayEvent gone = new RelayEvent.EndpointsChanged(T1, RUN, Optional.of("NATS: closing"));

    assertThat(after(standing, gone))
        .isEqualTo(new Standby(T0, LEASE, Optional.of("NATS: closing")));
    assertThat(
            after(run(standing, gone), new RelayEvent.EndpointsChanged(T1, RUN, Optional.empty())))
        .isEqualTo(new Standby(T0, LEASE, Optional.empty()));
  }

  @Test
  void aMissingEndpointPausesPollingButIsAStepOfAStart() {
    RelayEvent gone = new RelayEvent.EndpointsChanged(T1, RUN, Optional.of("NATS: closing"));

    assertThat(after(RelayExamples.runs(), gone)).isEqualTo(new Paused(T1, "NATS: closing"));
    assertThat(after(RelayExamples.starts(), gone)).isEqualTo(RelayExamples.starts().state());
  }

  @Test
  void anObstacleThatEndsUncoversAnotherThatLasts() {
    RelayStatus both =
        run(
            RelayExamples.runs(),
            new RelayEvent.Overdue(T0, RUN, Optional.of(FAILURE)),
            new RelayEvent.EndpointsChanged(T0, RUN, Optional.of("NATS: closing")));

    assertThat(both.state()).isInstanceOf(Paused.class);
    assertThat(after(both, new RelayEvent.EndpointsChanged(T1, RUN, Optional.empty())))
        .isEqualTo(new Stalled(T0, FAILURE));
  }

  @Test
  void anOutageThatGoesOnForAnotherReasonIsTheSameOutage() {
    RelayStatus paused =
        run(
            RelayExamples.runs(),
            new RelayEvent.EndpointsChanged(T0, RUN, Optional.of("NATS: closing")));

    assertThat(
            after(
                paused,
                new RelayEvent.EndpointsChanged(T1, RUN, Optional.of("NATS: not connected"))))
        .isEqualTo(new Paused(T0, "NATS: not connected"));
  }

  @Test
  void pollingEndsWhatTheRunWaitedFor() {
    RelayStatus waiting =
        run(RelayExamples.runs(), new RelayEvent.Held(T0, RUN, Optional.of("MariaDB: gone")));

    assertThat(after(waiting, new RelayEvent.PollingBegan(T1, RUN))).isEqualTo(new Running(T1));
  }

  @Test
  void stopNowOverridesStop() {
    RelayStatus stopping = run(RelayExamples.runs(), new RelayEvent.Stop(T0));

    RelayTransition urgent = RelayTransitions.next(stopping, new RelayEvent.StopNow(T1));

    assertThat(urgent.effects()).containsExactly(new RelayEffect.EndRun(RUN, StopMode.AT_ONCE));
    assertThat(urgent.next().state()).isEqualTo(new Stopping(T0, 0, 0, false));
    assertThat(RelayTransitions.next(urgent.next(), new RelayEvent.Stop(T1)).verdict())
        .isEqualTo(new Verdict.Joined());
  }

  @Test
  void whoPollsHandsOverAndStandsBy() {
    RelayTransition asked =
        RelayTransitions.next(RelayExamples.runs(), new RelayEvent.HandOver(T0));

    assertThat(asked.effects()).containsExactly(new RelayEffect.EndRun(RUN, StopMode.HAND_OVER));
    assertThat(asked.next().state()).isEqualTo(new Stopping(T0, 0, 0, true));
    assertThat(RelayTransitions.next(asked.next(), new RelayEvent.HandOver(T1)).verdict())
        .isEqualTo(new Verdict.Joined());
    RelayStatus standing = run(asked.next(), new RelayEvent.HandedOver(T1, RUN, LEFT));
    assertThat(standing.state()).isEqualTo(new Standby(T1, LEFT, Optional.empty()));
    assertThat(after(standing, new RelayEvent.PollingBegan(T1, RUN))).isEqualTo(new Running(T1));
  }

  @Test
  void whoIsToldToStopWhileItHandsOverStops() {
    RelayStatus handing =
        run(
            RelayExamples.runs(),
            new RelayEvent.HandOver(T0),
            new RelayEvent.Drained(T0, RUN, 3, 9));

    RelayTransition stop = RelayTransitions.next(handing, new RelayEvent.Stop(T1));

    assertThat(stop.effects()).containsExactly(new RelayEffect.EndRun(RUN, StopMode.FINISH_PAGE));
    assertThat(handing.state()).isEqualTo(new Stopping(T0, 3, 9, true));
    assertThat(stop.next().state()).isEqualTo(new Stopping(T1, 3, 9, false));
    assertThat(run(stop.next(), new RelayEvent.HandedOver(T1, RUN, LEFT))).isEqualTo(stop.next());
    assertThat(RelayTransitions.next(stop.next(), new RelayEvent.HandOver(T1)).verdict())
        .isEqualTo(new Verdict.Refused("polling is just stopping"));
  }

  @Test
  void aHandOverIsNoStartThatCouldBeCancelled() {
    RelayStatus handing = run(RelayExamples.runs(), new RelayEvent.HandOver(T0));
    RelayStatus stopping = run(RelayExamples.runs(), new RelayEvent.Stop(T0));

    assertThat(RelayTransitions.next(handing, new RelayEvent.CancelStart(T1)).verdict())
        .isEqualTo(new Verdict.Refused("no start is under way"));
    assertThat(RelayTransitions.next(stopping, new RelayEvent.CancelStart(T1)).verdict())
        .isEqualTo(new Verdict.Joined());
  }

  static Stream<Arguments> whatCannotBeHandedOver() {
    return Stream.of(
        Arguments.of(RelayExamples.stopped(), "not polling"),
        Arguments.of(RelayExamples.starts(), "it does not poll yet"),
        Arguments.of(
            run(RelayExamples.runs(), new RelayEvent.StandsBy(T0, RUN, LEASE)),
            "it stands by already"),
        Arguments.of(
            run(RelayExamples.runs(), new RelayEvent.Held(T0, RUN, Optional.of("gone"))),
            "it is paused and polls nothing"),
        Arguments.of(
            run(RelayExamples.runs(), new RelayEvent.Stop(T0)), "polling is just stopping"),
        Arguments.of(RelayExamples.runs().retire(), "Signalbox is closing"));
  }

  @ParameterizedTest
  @MethodSource("whatCannotBeHandedOver")
  void whoDoesNotPollHasNothingToHandOver(RelayStatus status, String why) {
    assertThat(RelayTransitions.next(status, new RelayEvent.HandOver(T1)).verdict())
        .isEqualTo(new Verdict.Refused(why));
  }

  @Test
  void whatAWindowTellsOfTheTimeIsWhatARelayTakes() {
    assertThat(RelayLimits.STANDARD.leftToOthers()).isEqualTo(HeldLease.LEFT_TO_OTHERS);
  }

  @Test
  void retiringAbandonsAStartButLetsPollingGoOn() {
    RelayEvent retire = new RelayEvent.Retire(T1);

    assertThat(RelayTransitions.next(RelayExamples.starts(), retire).effects())
        .containsExactly(new RelayEffect.EndRun(RUN, StopMode.AT_ONCE));
    assertThat(RelayTransitions.next(RelayExamples.runs(), retire).effects()).isEmpty();
  }

  @Test
  void theEndOfARunDecidesBetweenStoppedAndFailed() {
    RelayStatus stopping = run(RelayExamples.runs(), new RelayEvent.Stop(T0));

    assertThat(after(stopping, new RelayEvent.RunEnded(T1, RUN, Optional.empty())))
        .isEqualTo(new Stopped(T1));
    assertThat(after(stopping, new RelayEvent.RunEnded(T1, RUN, Optional.of(FAILURE))))
        .isEqualTo(new Failed(T1, FAILURE));
  }

  static Stream<RelayEvent> waysToAbandonAStart() {
    return Stream.of(
        new RelayEvent.CancelStart(T0),
        new RelayEvent.Stop(T0),
        new RelayEvent.StopNow(T0),
        new RelayEvent.Retire(T0));
  }

  @ParameterizedTest
  @MethodSource("waysToAbandonAStart")
  void anAbandonedStartHasNotFailedWhateverItsCancelledConnectReports(RelayEvent abandon) {
    RelayStatus abandoned = run(RelayExamples.starts(), abandon);

    assertThat(after(abandoned, new RelayEvent.RunEnded(T1, RUN, Optional.of(FAILURE))))
        .isEqualTo(new Stopped(T1));
  }

  private static RelayStatus run(RelayStatus status, RelayEvent... events) {
    RelayStatus now = status;
    for (RelayEvent event : events) {
      now = RelayTransitions.next(now, event).next();
    }
    return now;
  }

  private static RelayState after(RelayStatus status, RelayEvent event) {
    return RelayTransitions.next(status, event).next().state();
  }
}
