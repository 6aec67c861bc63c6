package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.EventGenerator;
import dev.signalbox.sandbox.EventTable;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Thorough;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that die, freeze and come back: nothing is lost or doubled. */
@Timeout(180)
class RelayOutageTest {
  /** What somebody sees who can look at the checkpoint only. */
  private static final String STATUS =
      "SELECT CONCAT(status, ' ', COALESCE(error, '')) FROM signalbox_checkpoint";

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @Test
  void natsKilledAndRestartedWhileRowsFlow() throws Exception {
    Relay relay = bed.relay(settings(50));
    relay.start(Askers.TEST);
    try (EventGenerator generator =
        EventGenerator.start(bed.mariaDb::connect, EventTable.MARIADB, 200)) {
      awaitAcknowledged(relay, 100);
      bed.nats.kill();
      assertThat(await(relay, RelayState.Paused.class).reason()).startsWith("NATS");
      Awaitility.await()
          .atMost(RelayTestBed.LIMIT)
          .until(() -> bed.value(STATUS).startsWith("PAUSED NATS"));
      bed.nats.restart();
      var _ = await(relay, RelayState.Running.class);
      awaitAcknowledged(relay, generator.inserted());
    }
    bed.awaitAllRelayed();
    assertThat(bed.value(STATUS)).isEqualTo("RUNNING ");
    stop(relay);

    bed.assertExactlyOnce();
  }

  /** It goes on in the same term, whose number the row has. */
  @Test
  @Thorough
  void whatATableAtRestWaitsForIsInTheCheckpointToo() throws Exception {
    bed.insert(5, PAST);
    Relay relay = bed.relay(settings(50));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 5);
    bed.awaitAllRelayed();
    String term = bed.value("SELECT owner_epoch FROM signalbox_checkpoint");

    for (int outage = 0; outage < 2; outage++) {
      bed.nats.kill();
      Awaitility.await()
          .atMost(RelayTestBed.LIMIT)
          .until(() -> bed.value(STATUS).startsWith("PAUSED NATS: "));
      assertThat(relay.snapshot().state()).isInstanceOf(RelayState.Paused.class);
      bed.nats.restart();
      var _ = await(relay, RelayState.Running.class);
      Awaitility.await()
          .atMost(RelayTestBed.LIMIT)
          .until(() -> bed.value(STATUS).equals("RUNNING "));
    }
    assertThat(bed.value("SELECT owner_epoch FROM signalbox_checkpoint")).isEqualTo(term);

    bed.insert(5, PAST.plusSeconds(1));
    bed.awaitAllRelayed();
    stop(relay);
    bed.assertExactlyOnce();
  }

  @Test
  void mariaDbFrozenAndThawedWhileRowsFlow() throws Exception {
    Relay relay = bed.relay(settings(50));
    relay.start(Askers.TEST);
    try (EventGenerator generator =
        EventGenerator.start(bed.mariaDb::connect, EventTable.MARIADB, 200)) {
      awaitAcknowledged(relay, 100);
      bed.mariaDb.suspend();
      assertThat(await(relay, RelayState.Paused.class).reason()).startsWith("MariaDB");
      bed.mariaDb.resume();
      var _ = await(relay, RelayState.Running.class);
      awaitAcknowledged(relay, generator.inserted());
    }
    bed.awaitAllRelayed();
    assertThat(bed.value(STATUS)).isEqualTo("RUNNING ");
    stop(relay);

    bed.assertExactlyOnce();
  }

  /** The server wakes with all of them in its sockets, and remembers no id for so long. */
  @Test
  void acknowledgementsHeldBackForLongerThanTheStreamRemembersDoubleNothing() throws Exception {
    bed.stream.shortenDeduplication();
    assertStallsVisiblyAndDoublesNothing();
  }

  @Test
  void acknowledgementsThatDoNotComeStallVisiblyAndTheIdsAreSentAgain() throws Exception {
    assertStallsVisiblyAndDoublesNothing();
  }

  private void assertStallsVisiblyAndDoublesNothing() throws Exception {
    ConnectionSupervisor database = bed.mariaDb(bed.mariaDb.app());
    Relay relay =
        bed.relay(
            settings(100),
            database,
            bed.deafNats(),
            TrialLimits.acknowledgement(Duration.ofSeconds(1)));
    relay.start(Askers.TEST);
    bed.insert(1, PAST);
    awaitAcknowledged(relay, 1);
    bed.nats.suspend();
    bed.insert(100, PAST.plusSeconds(1));
    var _ = await(relay, RelayState.Stalled.class);
    bed.nats.resume();
    var _ = await(relay, RelayState.Running.class);
    bed.awaitAllRelayed();
    stop(relay);

    bed.assertExactlyOnce();
  }

  @Test
  void whatWasPublishedButNotCommittedIsFoundInTheStream() throws Exception {
    bed.insert(30, PAST);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 30);
    stop(relay);
    // As a crash between acknowledgements and commit leaves it, long after the stream's memory of
    // message ids has passed: that memory does not survive the restart of a purged server either.
    bed.forgetPosition();
    bed.stream.shortenDeduplication();
    bed.insert(5, PAST.plusSeconds(1));

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 35);
    stop(relay);

    bed.assertExactlyOnce();
    assertThat(relay.snapshot().counters().published()).isEqualTo(5);
    assertThat(relay.snapshot().counters().duplicates()).isEqualTo(30);
  }

  @Test
  void aStreamThatDisappearsPausesUntilItIsBack() throws Exception {
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    bed.stream.delete();
    bed.insert(5, PAST);

    assertThat(await(relay, RelayState.Paused.class).reason()).contains("stream");
    bed.stream.create();
    awaitAcknowledged(relay, 5);
    stop(relay);

    bed.assertExactlyOnce();
  }
}
