package dev.signalbox.relay.run;

import static dev.signalbox.relay.state.RelayExamples.LEASE;
import static dev.signalbox.relay.state.RelayExamples.LEFT;
import static dev.signalbox.relay.state.RelayExamples.RUN;
import static dev.signalbox.relay.state.RelayExamples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.relay.state.RelayExamples;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayStatus;
import dev.signalbox.relay.state.RelayTransitions;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.testing.LoggedLines;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is logged of a relay that stands by. */
class RelayLogLinesTest {
  private static final RelayEvent NATS_GONE =
      new RelayEvent.EndpointsChanged(T0, RUN, Optional.of("NATS: closing"));
  private static final RelayEvent NATS_BACK =
      new RelayEvent.EndpointsChanged(T0, RUN, Optional.empty());

  private final RelayLog log = new RelayLog(RelayTestBed.settings(10));
  @AutoClose private final LoggedLines logged = new LoggedLines("signalbox.relay.txlog");

  /** Each with its line, as a relay announces them. */
  private void happens(RelayEvent... events) {
    RelayStatus now = RelayExamples.runs();
    for (RelayEvent event : events) {
      RelayStatus next = RelayTransitions.next(now, event).next();
      if (!next.state().equals(now.state())) {
        log.transition(now, next, snapshot(next), false);
      }
      now = next;
    }
  }

  private static RelaySnapshot snapshot(RelayStatus status) {
    return new RelaySnapshot(
        RelayTestBed.settings(10),
        status.state(),
        RelayCounters.NONE,
        RowTiming.NONE,
        Optional.empty(),
        false,
        Optional.empty());
  }

  @Test
  void aHandOverIsToldAlsoWhereAnEndpointIsAway() {
    happens(
        new RelayEvent.HandOver(T0),
        NATS_GONE,
        new RelayEvent.HandedOver(T0, RUN, LEFT),
        NATS_BACK);

    assertThat(logged.lines())
        .containsExactly(
            "INFO Handing over txlog to another engine, as the program asks...",
            "INFO Polling ended for txlog: 0 rows acknowledged, checkpoint at the beginning;"
                + " its lease is handed over",
            "WARN Standing by for txlog in vain: NATS: closing",
            "INFO Standing by for txlog: handed over");
  }

  @Test
  void anEndpointThatComesBackIsNoNewPauseOfOneThatStandsBy() {
    happens(new RelayEvent.StandsBy(T0, RUN, LEASE), NATS_GONE, NATS_BACK, NATS_GONE, NATS_BACK);

    assertThat(logged.lines())
        .containsExactly(
            "WARN Polling paused for txlog: held by host b pid 2",
            "WARN Standing by for txlog in vain: NATS: closing",
            "INFO Standing by for txlog: held by host b pid 2",
            "WARN Standing by for txlog in vain: NATS: closing",
            "INFO Standing by for txlog: held by host b pid 2");
  }

  @Test
  void aHandOverThatBecomesAStopIsToldAsBoth() {
    happens(
        new RelayEvent.HandOver(T0),
        new RelayEvent.Drained(T0, RUN, 3, 9),
        new RelayEvent.Stop(T0),
        new RelayEvent.Drained(T0, RUN, 9, 9),
        new RelayEvent.StopNow(T0),
        new RelayEvent.RunEnded(T0, RUN, Optional.empty()));

    assertThat(logged.lines())
        .containsExactly(
            "INFO Handing over txlog to another engine, as the program asks...",
            "INFO Stopping polling for txlog...",
            "INFO Polling stopped for txlog: 0 rows acknowledged, checkpoint at the beginning");
  }
}
