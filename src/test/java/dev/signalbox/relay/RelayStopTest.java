package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.LiveThreads;
import dev.signalbox.testing.Stopwatch;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stopped in each phase: at once or after the page, with nothing left behind. */
@Timeout(180)
class RelayStopTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @Test
  void pausedStopsAtOnce() throws Exception {
    Relay relay = bed.relay(settings(50));
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    bed.nats.kill();
    var _ = await(relay, RelayState.Paused.class);

    Stopwatch stopwatch = Stopwatch.begun();
    stop(relay);

    assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void stoppingNowWhileMariaDbIsFrozenTakesSeconds() throws Exception {
    bed.insert(100, PAST);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 20);
    bed.mariaDb.suspend();

    Stopwatch stopwatch = Stopwatch.begun();
    assertThat(relay.stopNow(Askers.TEST).isAccepted()).isTrue();
    var _ = await(relay, s -> isOver(s.state()));
    Duration took = stopwatch.elapsed();
    bed.mariaDb.resume();

    assertThat(took).isLessThan(Duration.ofSeconds(6));
    Relay again = bed.relay(settings(10));
    again.start(Askers.TEST);
    bed.awaitAllRelayed();
    stop(again);
    bed.assertExactlyOnce();
  }

  private static boolean isOver(RelayState state) {
    return state instanceof RelayState.Stopped || state instanceof RelayState.Failed;
  }

  /** A view whose every row takes its time. */
  private PollingSettings slowly(double secondsPerRow, int batchSize) throws Exception {
    bed.execute(
        "CREATE VIEW tracking.SLOW_EVENTS AS SELECT ID, EVENT_TIMESTAMP, SLEEP("
            + secondsPerRow
            + ") AS SLEPT FROM tracking.TXLOG_EVENTS");
    return settings("SLOW_EVENTS", Duration.ofMillis(200), batchSize);
  }

  @Test
  void stopLetsTheQueryFinishAndTheRowsCount() throws Exception {
    bed.insert(4, PAST);
    Relay relay = bed.relay(slowly(0.3, 4));
    relay.start(Askers.TEST);
    awaitQuery();

    stop(relay);

    assertThat(relay.snapshot().counters().acknowledged()).isEqualTo(4);
    bed.assertExactlyOnce();
  }

  @Test
  void stopNowCancelsTheQueryOnTheServerToo() throws Exception {
    bed.insert(100, PAST);
    Relay relay = bed.relay(slowly(0.3, 100));
    relay.start(Askers.TEST);
    awaitQuery();

    Stopwatch stopwatch = Stopwatch.begun();
    assertThat(relay.stopNow(Askers.TEST).isAccepted()).isTrue();
    var _ = await(relay, RelayState.Stopped.class);

    assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(1));
    await().atMost(Duration.ofSeconds(2)).until(() -> !isQueryRunning());
    assertThat(bed.checkpointed()).isZero();
  }

  private void awaitQuery() {
    await().atMost(RelayTestBed.LIMIT).until(this::isQueryRunning);
  }

  private boolean isQueryRunning() throws Exception {
    return bed.mariaDb.processList().stream()
        .map(session -> session.statement())
        // The page: the table is looked at before, too.
        .anyMatch(sql -> sql.contains("SLOW_EVENTS") && sql.contains("ORDER BY"));
  }

  @Test
  void cancellingAStartAbandonsTheAttemptsItBegan() throws Exception {
    bed.nats.suspend();
    ConnectionSupervisor database = bed.mariaDb(bed.mariaDb.app());
    ConnectionSupervisor sink = bed.nats();
    Relay relay = bed.relay(settings(10), database, sink);
    relay.start(Askers.TEST);
    sink.when(s -> s.state() instanceof ConnectionState.Connecting)
        .orTimeout(5, TimeUnit.SECONDS)
        .join();

    assertThat(relay.cancelStart(Askers.TEST).isAccepted()).isTrue();

    var _ = await(relay, RelayState.Stopped.class);
    sink.when(s -> s.state() instanceof ConnectionState.Off).orTimeout(5, TimeUnit.SECONDS).join();
    assertThat(database.snapshot().state()).isInstanceOf(ConnectionState.Off.class);
    bed.nats.resume();
  }

  @Test
  void aStoppedRelayLeavesNoThread() throws Exception {
    bed.insert(100, PAST);
    Relay relay = bed.relay(settings(10));
    for (int i = 0; i < 3; i++) {
      relay.start(Askers.TEST);
      var _ = await(relay, RelayState.Running.class);
      assertThat(relay.stopNow(Askers.TEST).isAccepted()).isTrue();
      var _ = await(relay, RelayState.Stopped.class);
    }

    LiveThreads.awaitNone("poll txlog", "read txlog", "commit txlog", "lease ", "cancel ");
  }
}
