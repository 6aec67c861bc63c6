package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Thorough;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Rows that become visible behind the checkpoint when a server or a commit fails, hangs or lags:
 * still relayed once.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayLookbackTroubleTest {
  @AutoClose private final LookbackTrial trial = new LookbackTrial();
  private final RelayTestBed bed = trial.bed;

  @BeforeAll
  void createUserWithoutRights() throws Exception {
    trial.createUserWithoutRights();
  }

  @BeforeEach
  void beginAnew() throws Exception {
    trial.beginAnew();
  }

  /** The stream forgets ids, so that only what lies in it can tell. */
  @Test
  void afterACommitThatFailedTheyAreRecognised() throws Exception {
    bed.stream.shortenDeduplication();
    bed.insert(3, PAST);
    bed.insert(1, PAST.plusSeconds(60));
    Relay relay = trial.relayedAll();
    bed.execute(
        "CREATE TRIGGER tracking.BROKEN BEFORE INSERT ON tracking.signalbox_seen FOR EACH ROW"
            + " IF NEW.pos_id IN ('50', '51') THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT ="
            + " 'broken'; END IF");
    bed.execute(
        LookbackTrial.insert(50, PAST.plusSeconds(30))
                .replace("TXLOG_EVENTS", "tracking.TXLOG_EVENTS")
            + ", (51, 'c', 'e', 'd', '%s', NOW())".formatted(PAST.plusSeconds(31)));
    var _ = await(relay, now -> !(now.state() instanceof RelayState.Running));
    assertThat(trial.lateIds()).isEqualTo("50 51");
    assertThat(bed.checkpointed()).isEqualTo(4);
    var _ = relay.stopNow(Askers.TEST);
    bed.execute("DROP TRIGGER tracking.BROKEN");

    Relay next = trial.running();
    bed.insert(300, PAST.plusSeconds(61));
    bed.awaitAllRelayed();
    trial.awaitLook(next);
    stop(next);
    trial.assertEachOnce();
  }

  /** As from a replica that lags behind the one that was read before. */
  @Test
  void whatTheStreamHasIsWrittenDownEvenIfItIsNotVisibleAnyMore() throws Exception {
    bed.stream.shortenDeduplication();
    bed.insert(1, PAST);
    bed.insert(1, PAST.plusSeconds(60));
    stop(trial.relayedAll());
    bed.execute(
        "CREATE OR REPLACE TABLE tracking.COPY SELECT * FROM tracking.signalbox_checkpoint");
    trial.insert(PAST.plusSeconds(30), 50);
    stop(trial.relayedAll());
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint p JOIN tracking.COPY c USING (program_name)"
            + " SET p.stream_seq = c.stream_seq, p.processed = c.processed");
    bed.execute("DELETE FROM tracking.signalbox_seen WHERE pos_id = '50'");
    bed.execute("DELETE FROM tracking.TXLOG_EVENTS WHERE ID = 50");

    Relay lagging = trial.running();
    assertThat(lagging.snapshot().timing().late()).isEqualTo(1);
    bed.insert(1, PAST.plusSeconds(61));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 4);
    stop(lagging);
    trial.insert(PAST.plusSeconds(30), 50);
    Relay next = trial.running();
    trial.awaitLook(next);
    stop(next);
    trial.assertEachOnce();
  }

  @Test
  void aRowOnItsWayIsNotFoundOnceMore() throws Exception {
    bed.stream.shortenDeduplication();
    bed.insert(1, PAST);
    bed.insert(1, PAST.plusSeconds(60));
    Relay relay =
        bed.relay(
            LookbackTrial.settings(Optional.empty(), 100),
            bed.mariaDb(LookbackTrial.PLAIN),
            bed.deafNats(),
            TrialLimits.eagerLook());
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    bed.awaitAllRelayed();
    bed.nats.suspend();
    trial.insert(PAST.plusSeconds(30), -1);
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .until(() -> relay.snapshot().counters().published() == 3);
    long cycles = relay.snapshot().counters().cycles();
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .until(() -> relay.snapshot().counters().cycles() >= cycles + 5);
    bed.nats.resume();
    bed.awaitAllRelayed();
    trial.awaitLook(relay);
    stop(relay);

    trial.assertEachOnce();
  }

  /**
   * What is acknowledged and not written down yet is kept in memory: in the commit that waits and
   * for the next one, up to ten pages and what was on its way then.
   */
  @Thorough
  @Test
  void whileTheCheckpointLagsBehindNoMoreThanItCanTakeIsRelayed() throws Exception {
    bed.insert(1, PAST);
    // Its renewals wait as well: a usual one would be too old before a busy machine is so far.
    Relay relay =
        trial.running(LookbackTrial.settings(Optional.empty(), 1_000), Duration.ofMinutes(5));
    bed.awaitAllRelayed();
    try (Connection other = bed.mariaDb.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM signalbox_checkpoint FOR UPDATE");
      trial.insertAtOnce(30_000, PAST.plusSeconds(1));
      Awaitility.await()
          .atMost(RelayTestBed.LIMIT)
          .until(() -> relay.snapshot().counters().acknowledged() >= 10_000);
      bed.awaitBriefly(Duration.ofMillis(700), () -> false);
      assertThat(relay.snapshot().counters().published()).isLessThan(26_000);
      other.rollback();
    }
    bed.awaitAllRelayed();
    stop(relay);
    bed.assertExactlyOnce();
  }
}
