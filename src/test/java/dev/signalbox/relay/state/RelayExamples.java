package dev.signalbox.relay.state;

import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every kind of status and every kind of event, to be combined. */
public final class RelayExamples {
  public static final Instant T0 = Instant.parse("2026-01-01T10:00:00Z");
  public static final Instant T1 = T0.plusSeconds(1);
  public static final RunId RUN = new RunId(7);
  public static final RunId OLD = new RunId(6);
  public static final RunId NEXT = new RunId(8);
  public static final LiveRun.Step STEP = new LiveRun.Step("Connecting NATS", 1, 7);
  public static final LiveRun.Step LATER = new LiveRun.Step("Taking the lease", 6, 7);
  public static final HeldLease LEASE =
      new HeldLease("held by host b pid 2", Optional.of(T0.minusSeconds(60)));
  public static final HeldLease OTHER_LEASE =
      new HeldLease("held by host c pid 3", Optional.empty());
  public static final HeldLease LEFT = new HeldLease("handed over", Optional.empty());
  public static final Failure FAILURE =
      new Failure(
          FailureKind.PROTOCOL,
          "NATS at nats://127.0.0.1:4222",
          ConnectPhase.QUERY,
          T0,
          Optional.empty(),
          "no acknowledgement for 5 s",
          "Wait.",
          "");

  private RelayExamples() {}

  public static LiveRun starting() {
    return LiveRun.starting(RUN, STEP);
  }

  public static RelayStatus status(RelayState state, LiveRun run) {
    return new RelayStatus(state, Optional.of(run), false);
  }

  public static RelayStatus stopped() {
    return RelayStatus.initial(T0);
  }

  public static RelayStatus starts() {
    return status(
        new RelayState.Starting(T0, STEP.words(), STEP.number(), STEP.total()), starting());
  }

  public static RelayStatus runs() {
    return status(new RelayState.Running(T0), starting().polling());
  }

  /** One status of each kind, each also retired. */
  public static List<RelayStatus> statuses() {
    LiveRun polling = starting().polling();
    LiveRun standing = starting().with(WaitReasons.NONE.withLease(LEASE));
    LiveRun held = polling.with(WaitReasons.NONE.withHeld(Optional.of("MariaDB: gone")));
    LiveRun cut = polling.with(WaitReasons.NONE.withEndpoint(Optional.of("Oracle: closing")));
    LiveRun stalled = polling.with(WaitReasons.NONE.withOverdue(Optional.of(FAILURE)));
    List<RelayStatus> statuses = new ArrayList<>();
    for (RelayStatus status :
        List.of(
            stopped(),
            new RelayStatus(new RelayState.Failed(T0, FAILURE), Optional.empty(), false),
            starts(),
            runs(),
            status(new RelayState.Standby(T0, LEASE, Optional.empty()), standing),
            status(
                new RelayState.Standby(T0, LEASE, Optional.empty()),
                polling.with(standing.waits())),
            status(
                new RelayState.Standby(T0, LEASE, Optional.of("MariaDB: gone")),
                standing.with(standing.waits().withHeld(Optional.of("MariaDB: gone")))),
            status(new RelayState.Paused(T0, "MariaDB: gone"), held),
            status(new RelayState.Paused(T0, "Oracle: closing"), cut),
            status(new RelayState.Stalled(T0, FAILURE), stalled),
            status(new RelayState.Stopping(T0, 1, 2, true), polling.stopping(StopMode.HAND_OVER)),
            status(
                new RelayState.Stopping(T0, 1, 2, false), polling.stopping(StopMode.FINISH_PAGE)),
            status(
                new RelayState.Stopping(T0, 0, 0, false), starting().stopping(StopMode.AT_ONCE)))) {
      statuses.add(status);
      statuses.add(status.retire());
    }
    return statuses;
  }

  /** Each event of the present run and of an earlier one. */
  public static List<RelayEvent> events() {
    List<RelayEvent> events =
        new ArrayList<>(
            List.of(
                new RelayEvent.Start(T1, NEXT, STEP),
                new RelayEvent.CancelStart(T1),
                new RelayEvent.Stop(T1),
                new RelayEvent.StopNow(T1),
                new RelayEvent.HandOver(T1),
                new RelayEvent.Retire(T1)));
    for (RunId run : List.of(RUN, OLD)) {
      events.add(new RelayEvent.StepBegan(T1, run, LATER));
      events.add(new RelayEvent.PollingBegan(T1, run));
      events.add(new RelayEvent.EndpointsChanged(T1, run, Optional.of("NATS: closing")));
      events.add(new RelayEvent.EndpointsChanged(T1, run, Optional.empty()));
      events.add(new RelayEvent.Held(T1, run, Optional.of("MariaDB: gone")));
      events.add(new RelayEvent.StandsBy(T1, run, OTHER_LEASE));
      events.add(new RelayEvent.HandedOver(T1, run, LEFT));
      events.add(new RelayEvent.Held(T1, run, Optional.empty()));
      events.add(new RelayEvent.Overdue(T1, run, Optional.of(FAILURE)));
      events.add(new RelayEvent.Overdue(T1, run, Optional.empty()));
      events.add(new RelayEvent.Drained(T1, run, 3, 9));
      events.add(new RelayEvent.RunEnded(T1, run, Optional.empty()));
      events.add(new RelayEvent.RunEnded(T1, run, Optional.of(FAILURE)));
    }
    return events;
  }
}
