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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** By a view in which they are one. */
  @Test
  void keysOfSeveralColumnsAreRelayedAsOne() throws Exception {
    bed.execute(
        "CREATE TABLE tracking.KEYED (SITE INT NOT NULL, NO BIGINT NOT NULL,"
            + " EVENT_TIMESTAMP DATETIME(6) NOT NULL, PRIMARY KEY (SITE, NO),"
            + " INDEX (EVENT_TIMESTAMP))");
    bed.execute(
        "INSERT INTO tracking.KEYED SELECT seq DIV 10, seq MOD 10 + 5, '2026-01-01 10:00:00'"
            + " FROM seq_0_to_119");
    Relay refused = bed.relay(keyed("KEYED", "NO"));
    refused.start(Askers.TEST);
    Matcher told =
        Pattern.compile(
                "column NO is not unique, so two rows may have one position; a view may give the"
                    + " whole key \\(site, no\\) as one column, of numbers (CONCAT\\(.*\\))")
            .matcher(await(refused, RelayState.Failed.class).cause().message());
    assertThat(told.matches()).isTrue();

    bed.execute(
        ("CREATE VIEW tracking.KEYED_ROWS AS SELECT K.*,"
                + " CONVERT(%s USING utf8mb4) COLLATE utf8mb4_bin AS ROW_ID FROM tracking.KEYED K")
            .formatted(told.group(1)));
    relay(keyed("KEYED_ROWS", "ROW_ID"), 120);
    bed.execute(
        "INSERT INTO tracking.KEYED VALUES (100, 2, '2026-01-01 10:00:01'),"
            + " (99, 3, '2026-01-01 10:00:01')");
    relay(keyed("KEYED_ROWS", "ROW_ID"), 2);

    assertThat(bed.stream.ids())
        .hasSize(122)
        .isSorted()
        .doesNotHaveDuplicates()
        .startsWith("00000000000000000000/00000000000000000005")
        .endsWith("00000000000000000100/00000000000000000002");
  }

  private static PollingSettings keyed(String table, String id) {
    PollingSettings usual = settings(table, Duration.ofMillis(100), 7);
    return new PollingSettings(
        usual.programName(),
        usual.source(),
        usual.sink(),
        usual.checkpoint(),
        usual.table(),
        id,
        usual.timestampColumn(),
        usual.stream(),
        usual.subject(),
        usual.interval(),
        usual.batchSize(),
        usual.timestamps());
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
