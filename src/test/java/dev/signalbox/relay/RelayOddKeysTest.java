package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.Askers;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Keys that a relay cannot go by, and those that only look as if it could not. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayOddKeysTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @BeforeEach
  void beginAnew() throws Exception {
    bed.execute("TRUNCATE TABLE tracking.TXLOG_EVENTS");
    bed.execute("DROP TABLE IF EXISTS tracking.signalbox_checkpoint, tracking.ODD");
    bed.stream.delete();
    bed.stream.create();
  }

  private static PollingSettings odd() {
    return settings("ODD", Duration.ofMillis(100), 3);
  }

  private void relay(PollingSettings settings, int rows) throws Exception {
    Relay relay = bed.relay(settings);
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, rows);
    stop(relay);
  }

  /** Letters of any script, line breaks, blanks at either end, and the header's own signs. */
  @Test
  void anyTextIsAnIdAndIsFoundAgainInTheStream() throws Exception {
    bed.execute(
        "CREATE TABLE tracking.ODD (ID VARCHAR(60) COLLATE utf8mb4_nopad_bin PRIMARY KEY,"
            + " EVENT_TIMESTAMP DATETIME(6) NOT NULL, INDEX (EVENT_TIMESTAMP, ID))");
    bed.execute(
        "INSERT INTO tracking.ODD SELECT ID, '2026-01-01' FROM (SELECT 'a-ä-漢' ID UNION SELECT"
            + " CONCAT('l', CHAR(13), CHAR(10), 'b: c') UNION SELECT 'b' UNION SELECT 'b ' UNION"
            + " SELECT ' b' UNION SELECT 'B' UNION SELECT 'x:1:%41' UNION SELECT '🚂' UNION SELECT"
            + " CHAR(0)) TEXTS");
    relay(odd(), 9);
    assertThat(bed.checkpointed()).isEqualTo(9);

    // As after a crash, when the stream remembers nothing.
    bed.forgetPosition();
    bed.stream.shortenDeduplication();
    relay(odd(), 9);

    assertThat(bed.stream.ids()).hasSize(9).doesNotHaveDuplicates();
  }

  /** A view is not checked for keys: what it gives is looked at. */
  @Test
  void twoRowsOfOnePositionAreToldAndNoneOfThemIsLost() throws Exception {
    bed.insert(4, PAST);
    bed.execute(
        "CREATE OR REPLACE VIEW tracking.ODD_VIEW AS SELECT E.ID, E.EVENT_TIMESTAMP, N.SEQ FROM"
            + " tracking.TXLOG_EVENTS E JOIN seq_1_to_3 N");
    Relay relay = bed.relay(settings("ODD_VIEW", Duration.ofMillis(100), 100));

    relay.start(Askers.TEST);
    Failure failure = await(relay, RelayState.Failed.class).cause();

    assertThat(failure.message())
        .isEqualTo(
            "several rows of ODD_VIEW are at %s: all but one would be lost"
                .formatted(Position.of(PAST, bed.tableIds().getFirst())));
    assertThat(bed.stream.ids()).isEmpty();
  }

  /** Pages may end between the two. */
  @Test
  void twoRowsOfOnePositionAreToldWhereverThePageEnds() throws Exception {
    bed.insert(4, PAST);
    bed.execute(
        "CREATE OR REPLACE VIEW tracking.ODD_VIEW AS SELECT E.ID, E.EVENT_TIMESTAMP, N.SEQ FROM"
            + " tracking.TXLOG_EVENTS E JOIN seq_1_to_3 N");
    Relay relay = bed.relay(settings("ODD_VIEW", Duration.ofMillis(100), 1));

    relay.start(Askers.TEST);

    assertThat(await(relay, RelayState.Failed.class).cause().message())
        .startsWith("several rows of ODD_VIEW are at ");
  }

  @Test
  void aPositionOfWhichAPartIsMissingIsNotTakenForTheBeginning() throws Exception {
    bed.insert(5, PAST);
    relay(settings(10), 5);
    bed.stream.shortenDeduplication();
    bed.execute("UPDATE tracking.signalbox_checkpoint SET pos_id = NULL");
    Relay relay = bed.relay(settings(10));

    relay.start(Askers.TEST);
    Failure failure = await(relay, RelayState.Failed.class).cause();

    assertThat(failure.message()).startsWith("the checkpoint of txlog has a timestamp and no id");
    assertThat(failure.nextStep()).contains("signalbox position txlog --set");
    assertThat(bed.stream.ids()).hasSize(5);
  }

  /** Where the place in the stream is known, what lies before it is not sent again either. */
  @Test
  void withoutAPositionAllOfTheStreamIsLookedThrough() throws Exception {
    bed.insert(5, PAST);
    relay(settings(10), 5);
    bed.stream.shortenDeduplication();
    bed.execute("UPDATE tracking.signalbox_checkpoint SET pos_id = NULL, pos_timestamp = NULL");

    relay(settings(10), 5);

    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds());
  }
}
