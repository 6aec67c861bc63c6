package dev.signalbox.relay.run;

import static dev.signalbox.relay.state.RelayExamples.LEASE;
import static dev.signalbox.relay.state.RelayExamples.LEFT;
import static dev.signalbox.relay.state.RelayExamples.RUN;
import static dev.signalbox.relay.state.RelayExamples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.relay.state.RelayExamples;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayStatus;
import dev.signalbox.relay.state.RelayTransitions;
import dev.signalbox.relay.state.RowTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged of a relay that stands by. */
class RelayLogLinesTest {
  private static final RelayEvent NATS_GONE =
      new RelayEvent.EndpointsChanged(T0, RUN, Optional.of("NATS: closing"));
  private static final RelayEvent NATS_BACK =
      new RelayEvent.EndpointsChanged(T0, RUN, Optional.empty());

  private final RelayLog log = new RelayLog(RelayTestBed.settings(10));
  private final Logger logger = (Logger) LoggerFactory.getLogger("signalbox.relay.txlog");
  private final List<String> lines = new ArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(appender);
    appender.stop();
  }

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

    assertThat(lines)
        .containsExactly(
            "INFO Handing over txlog to another engine, as the program asks...",
            "INFO Polling ended for txlog: 0 rows acknowledged, checkpoint at the beginning;"
                + " its lease is handed over",
            "WARN Polling paused for txlog: NATS: closing",
            "INFO Standing by for txlog: handed over");
  }

  @Test
  void anEndpointThatComesBackIsNoNewPauseOfOneThatStandsBy() {
    happens(new RelayEvent.StandsBy(T0, RUN, LEASE), NATS_GONE, NATS_BACK, NATS_GONE, NATS_BACK);

    assertThat(lines)
        .containsExactly(
            "WARN Polling paused for txlog: held by host b pid 2",
            "WARN Polling paused for txlog: NATS: closing",
            "INFO Standing by for txlog: held by host b pid 2",
            "WARN Polling paused for txlog: NATS: closing",
            "INFO Standing by for txlog: held by host b pid 2");
  }
}
