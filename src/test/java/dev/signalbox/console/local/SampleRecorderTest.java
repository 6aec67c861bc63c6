package dev.signalbox.console.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.journal.Subject;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.journal.samples.SampleHistory;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.journal.samples.Series;
import dev.signalbox.journal.samples.Stretch;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.shutdown.Roster;
import dev.signalbox.testing.ManualScheduler;
import dev.signalbox.ui.States;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleRecorderTest {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final Subject TXLOG = Subject.relay("txlog");

  private final SampleHistory history = new SampleHistory();
  private final SampleTaker taker = new SampleTaker(history);

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static RelaySnapshot relay(RelayState state, long rows) {
    return relay(state, rows, TimestampSettings.DEFAULT);
  }

  private static RelaySnapshot relay(RelayState state, long rows, TimestampSettings timestamps) {
    return relay(state, rows, timestamps, Optional.empty());
  }

  private static RelaySnapshot relay(
      RelayState state, long rows, TimestampSettings timestamps, Optional<PublishLatency> latency) {
    PollingSettings usual = States.TXLOG;
    return new RelaySnapshot(
        new PollingSettings(
            usual.programName(),
            usual.source(),
            usual.sink(),
            usual.checkpoint(),
            usual.table(),
            usual.idColumn(),
            usual.timestampColumn(),
            usual.stream(),
            usual.subject(),
            usual.interval(),
            usual.batchSize(),
            timestamps),
        state,
        new RelayCounters(1, rows, rows / 2, rows / 4, 0, 0, 0, 0, 0, 0, latency, Optional.empty()),
        RowTiming.NONE,
        Optional.of(Position.of(LocalDateTime.ofInstant(START, ZoneOffset.UTC), "1")),
        false,
        Optional.empty());
  }

  private Optional<Series> measured(Measure measure) {
    return history.between(TXLOG, START, at(10), at(10), 100).of(measure);
  }

  @Test
  void aRelaysSpeedIsByHowMuchItsCountersRise() {
    RelayState running = new RelayState.Running(START);
    taker.take(relay(running, 1_000), at(0), at(1));
    taker.take(relay(running, 3_000), at(1), at(3));
    assertThat((double) measured(Measure.READ).orElseThrow().high(2)).isCloseTo(1_000, within(1.0));
    assertThat((double) measured(Measure.PUBLISHED).orElseThrow().high(3))
        .isCloseTo(500, within(1.0));
    assertThat((double) measured(Measure.ACKNOWLEDGED).orElseThrow().high(3))
        .isCloseTo(250, within(1.0));
    assertThat(measured(Measure.READ).orElseThrow().isKnown(1)).isFalse();
  }

  @Test
  void aNewRunAndALongPauseCountForNothing() {
    RelayState running = new RelayState.Running(START);
    taker.take(relay(running, 1_000), at(0), at(1));
    taker.take(relay(running, 10), at(1), at(2));
    taker.take(relay(running, 90_000), at(3), at(3));
    assertThat(measured(Measure.READ)).isEmpty();
    taker.take(relay(new RelayState.Stopped(START), 90_000), at(3), at(4));
    taker.take(relay(running, 95_000), at(4), at(5));
    assertThat(measured(Measure.READ)).isEmpty();
  }

  @Test
  void theLagIsKnownWhereTheRowsClockIs() {
    RelayState running = new RelayState.Running(START);
    taker.take(relay(running, 0), at(4), at(5));
    assertThat(measured(Measure.LAG)).isEmpty();
    TimestampSettings vienna =
        new TimestampSettings(Optional.of(ZoneId.of("UTC")), Optional.empty(), Optional.empty());
    taker.take(relay(running, 0, vienna), at(4), at(5));
    assertThat((double) measured(Measure.LAG).orElseThrow().high(5)).isCloseTo(5, within(0.01));
  }

  @Test
  void howLongRowsTakeToBeStoredIsKeptFromTheQuickestToTheSlowest() {
    RelayState running = new RelayState.Running(START);
    PublishLatency latency = new PublishLatency(Duration.ofMillis(2), Duration.ofMillis(40));
    taker.take(relay(running, 0, TimestampSettings.DEFAULT, Optional.of(latency)), at(4), at(5));
    taker.take(relay(running, 0), at(5), at(6));

    Series series = measured(Measure.PUBLISH_LATENCY).orElseThrow();
    assertThat((double) series.low(5)).isCloseTo(2, within(0.01));
    assertThat((double) series.high(5)).isCloseTo(40, within(0.1));
    assertThat(series.isKnown(6)).isFalse();
  }

  @Test
  void aConnectionHasALatencyWhileItIsConnected() {
    taker.take(States.of(States.NATS, States.connected()), at(4), at(5));
    taker.take(States.of(States.NATS, States.stale()), at(5), at(6));
    Series latency =
        history
            .between(Subject.connection("nats"), START, at(10), at(10), 100)
            .of(Measure.LATENCY)
            .orElseThrow();
    assertThat((double) latency.high(5)).isCloseTo(3, within(0.01));
    assertThat(latency.isKnown(6)).isFalse();
  }

  @Test
  void theEngineIsWatchedEverySecond() {
    ManualScheduler scheduler = new ManualScheduler();
    Instant began = scheduler.now();
    SampleRecorder.start(new Roster(), history, scheduler);
    scheduler.advance(Duration.ofSeconds(30));
    assertThat(scheduler.waiting()).isEqualTo(1);
    Samples samples = history.between(Subject.PROGRAM, began, scheduler.now(), scheduler.now(), 1);
    assertThat(samples.watched())
        .containsExactly(new Stretch(began, began.plusSeconds(30), Stretch.Gap.NOT_RUNNING));
  }
}
