package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.relay.state.RelayState;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.LiveThreads;
import dev.signalbox.testing.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The next page is read while one is published: what becomes of either. */
@Timeout(120)
class RelayReadAheadTest {
  private static final int PAGE = 100;

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @Test
  void aPageInFlightCountsThoughTheNextCannotBeRead() throws Exception {
    // Of a view, one row more than the page is read; the ones behind it have more than one answer.
    bed.execute(
        "CREATE VIEW tracking.HALF_BROKEN AS SELECT ID, EVENT_TIMESTAMP, (SELECT x.ID FROM"
            + " tracking.TXLOG_EVENTS x WHERE e.ID > 102 AND x.ID < 3) AS ANSWER"
            + " FROM tracking.TXLOG_EVENTS e");
    Relay relay =
        bed.relay(
            settings("HALF_BROKEN", Duration.ofMillis(50), PAGE),
            bed.mariaDb(bed.mariaDb.app()),
            bed.deafNats());
    bed.insert(1, PAST);
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    bed.awaitAllRelayed();
    bed.nats.suspend();
    bed.insert(2 * PAGE, PAST.plusSeconds(1));
    await()
        .atMost(RelayTestBed.LIMIT)
        .until(() -> relay.snapshot().counters().published() == 1 + PAGE);
    LiveThreads.awaitNone("read txlog");
    assertThat(relay.snapshot().state()).isInstanceOf(RelayState.Running.class);
    assertThat(bed.checkpointed()).isEqualTo(1);

    bed.nats.resume();

    await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 1 + PAGE);
    assertThat(await(relay, RelayState.Paused.class).reason()).contains("more than 1 row");
    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds().subList(0, 1 + PAGE));
    bed.execute(
        "CREATE OR REPLACE VIEW tracking.HALF_BROKEN AS SELECT * FROM tracking.TXLOG_EVENTS");
    bed.awaitAllRelayed();
    stop(relay);
    bed.assertExactlyOnce();
  }

  /** With two pages in flight, of which the window takes the second in part, and a third read. */
  private Relay inFlight() throws Exception {
    bed.insert(1, PAST);
    Relay relay = bed.relay(settings(300), bed.mariaDb(bed.mariaDb.app()), bed.deafNats());
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    bed.awaitAllRelayed();
    bed.nats.suspend();
    bed.insert(900, PAST.plusSeconds(1));
    await()
        .atMost(RelayTestBed.LIMIT)
        .until(() -> relay.snapshot().counters().published() == 1 + 512);
    return relay;
  }

  @Test
  void aStopFinishesThePagesInFlightAndNoOther() throws Exception {
    Relay relay = inFlight();

    assertThat(relay.stop(Askers.TEST).isAccepted()).isTrue();
    assertThat(relay.snapshot().state()).isInstanceOf(RelayState.Stopping.class);
    bed.nats.resume();

    var _ = await(relay, RelayState.Stopped.class);
    assertThat(relay.snapshot().counters().acknowledged()).isEqualTo(1 + 600);
    assertThat(bed.checkpointed()).isEqualTo(1 + 600);
    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds().subList(0, 1 + 600));
    LiveThreads.awaitNone("poll txlog", "read txlog", "commit txlog");
  }

  @Test
  void anUrgentStopWaitsForNothingAndTheNextStartFindsWhatWasStored() throws Exception {
    Relay relay = inFlight();

    Stopwatch stopwatch = Stopwatch.begun();
    assertThat(relay.stopNow(Askers.TEST).isAccepted()).isTrue();
    var _ = await(relay, RelayState.Stopped.class);

    assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(2));
    assertThat(bed.checkpointed()).isEqualTo(1);
    LiveThreads.awaitNone("poll txlog", "read txlog", "commit txlog");
    bed.nats.resume();
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    bed.awaitAllRelayed();
    stop(relay);
    bed.assertExactlyOnce();
  }
}
