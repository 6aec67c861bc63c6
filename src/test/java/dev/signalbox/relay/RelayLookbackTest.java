package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import io.nats.client.Message;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Rows that become visible behind the checkpoint, where nobody can see who writes: relayed once all
 * the same, and marked.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayLookbackTest {
  private static final Account PLAIN = new Account("plain", "plain");
  private static final Duration INTERVAL = Duration.ofMillis(50);

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @BeforeAll
  void createUserWithoutRights() throws Exception {
    bed.execute("CREATE USER plain@'%' IDENTIFIED BY 'plain'");
    bed.execute("GRANT ALL ON tracking.* TO plain@'%'");
  }

  @BeforeEach
  void beginAnew() throws Exception {
    bed.execute("TRUNCATE TABLE tracking.TXLOG_EVENTS");
    bed.execute(
        "DROP TABLE IF EXISTS tracking.signalbox_checkpoint,"
            + " tracking.signalbox_checkpoint_history, tracking.signalbox_seen");
    bed.deleteStream();
    bed.createStream();
  }

  private static PollingSettings settings(Optional<Duration> lookback, int batchSize) {
    return new PollingSettings(
        "txlog",
        "mariadb",
        "nats",
        "mariadb",
        "TXLOG_EVENTS",
        "ID",
        "EVENT_TIMESTAMP",
        SandboxSchema.STREAM,
        SandboxSchema.SUBJECT,
        INTERVAL,
        batchSize,
        new TimestampSettings(Optional.empty(), Optional.empty(), lookback));
  }

  private Relay running(PollingSettings settings) {
    Relay relay = bed.relay(settings, bed.mariaDb(PLAIN), bed.nats(), TrialLimits.eagerLook());
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    return relay;
  }

  private Relay running() {
    return running(settings(Optional.empty(), 100));
  }

  private Relay runningWithoutLookback() {
    return running(settings(Optional.of(Duration.ZERO), 100));
  }

  /** The text of the newest relayed row. */
  private String position() throws Exception {
    return bed.value("SELECT CONCAT(pos_timestamp, ' / ', pos_id) FROM signalbox_checkpoint");
  }

  private String lateIds() throws Exception {
    return String.join(
        " ",
        bed.streamMessages().stream()
            .filter(message -> "true".equals(header(message, "Sbx-Late")))
            .map(message -> header(message, "Sbx-Pos").replaceAll(".* / ", ""))
            .toList());
  }

  private static String header(Message message, String name) {
    return String.valueOf(message.getHeaders().getFirst(name));
  }

  /** Waits until a look that began from now on is over: it would have found what is there. */
  private void awaitLook(Relay relay) throws Exception {
    long before = bed.checkpointed();
    bed.insert(1, PAST.plusSeconds(1));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() > before);
    assertThat(relay.snapshot().state()).isInstanceOf(RelayState.Running.class);
  }

  private void assertEachOnce() throws Exception {
    assertThat(bed.streamIds()).containsExactlyInAnyOrderElementsOf(bed.tableIds());
    assertThat(bed.checkpointed()).isEqualTo(bed.tableIds().size());
  }

  @Test
  void rowsThatBecomeVisibleLateAreRelayedOnceAndMarked() throws Exception {
    bed.insert(3, PAST);
    bed.insert(3, PAST.plusSeconds(60));
    Relay relay = running();
    bed.awaitAllRelayed();
    String position = position();

    try (Connection writer = bed.mariaDb.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(insert(100, PAST.plusSeconds(20)));
      statement.execute(insert(101, PAST.plusSeconds(40)));
      statement.execute(insert(2, PAST.plusSeconds(60)).replace("VALUES (2", "VALUES (-1"));
      writer.commit();
    }
    bed.awaitAllRelayed();

    assertThat(lateIds()).isEqualTo("100 101 -1");
    assertThat(position()).isEqualTo(position);
    var _ = await(relay, now -> now.timing().late() == 3);
    stop(relay);
    Relay again = running();
    awaitLook(again);
    stop(again);
    assertEachOnce();
  }

  private static String insert(int id, LocalDateTime timestamp) {
    return "INSERT INTO TXLOG_EVENTS (ID, CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP,"
        + " CREATED_AT) VALUES (%d, 'c', 'e', 'd', '%s', NOW())".formatted(id, timestamp);
  }

  private void insert(LocalDateTime timestamp, int id) throws Exception {
    bed.execute(insert(id, timestamp).replace("TXLOG_EVENTS", "tracking.TXLOG_EVENTS"));
  }

  @Test
  void oneThatBecomesVisibleWhileNobodyRelaysIsFoundAtTheNextStart() throws Exception {
    bed.insert(3, PAST);
    bed.insert(1, PAST.plusSeconds(250));
    Relay relay = running();
    bed.awaitAllRelayed();
    stop(relay);
    insert(PAST.plusSeconds(5), 50);

    stop(relayedAll());

    assertThat(lateIds()).isEqualTo("50");
    assertEachOnce();
  }

  private Relay relayedAll() {
    Relay relay = running();
    bed.awaitAllRelayed();
    return relay;
  }

  /** Later than that, nobody finds them: which is why it can be set. */
  @Test
  void howFarIsLookedBackIsSaid() throws Exception {
    bed.insert(1, PAST);
    bed.insert(1, PAST.plusSeconds(100));
    Relay relay = running(settings(Optional.of(Duration.ofSeconds(60)), 100));
    bed.awaitAllRelayed();
    insert(PAST.plusSeconds(39), 50);
    insert(PAST.plusSeconds(41), 51);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 3);
    stop(relay);

    assertThat(lateIds()).isEqualTo("51");
    assertThat(bed.value("SELECT GROUP_CONCAT(pos_id ORDER BY pos_id) FROM signalbox_seen"))
        .isEqualTo("2,51");
    assertThat(bed.value("SELECT seen_after FROM signalbox_checkpoint"))
        .isEqualTo(Position.of(PAST.plusSeconds(40), "").timestamp());
  }

  @Test
  void manyLateRowsAreRelayedOnceEachBetweenThePages() throws Exception {
    insertAtOnce(1_500, PAST);
    bed.insert(1, PAST.plusSeconds(100));
    Relay relay = relayedAll();
    insertAtOnce(2_600, PAST.plusSeconds(50));
    insertAtOnce(500, PAST.plusSeconds(101));
    bed.awaitAllRelayed();

    var _ = await(relay, now -> now.timing().late() == 2_600);
    stop(relay);
    assertEachOnce();
  }

  private void insertAtOnce(int rows, LocalDateTime timestamp) throws Exception {
    bed.execute(
        ("INSERT INTO tracking.TXLOG_EVENTS"
                + " (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)"
                + " SELECT 'c', 'e', 'd', '%s', NOW() FROM seq_1_to_%d")
            .formatted(timestamp, rows));
  }

  /** The stream forgets ids, so that only what lies in it can tell. */
  @Test
  void afterACommitThatFailedTheyAreRecognised() throws Exception {
    bed.shortenDeduplication();
    bed.insert(3, PAST);
    bed.insert(1, PAST.plusSeconds(60));
    Relay relay = relayedAll();
    bed.execute(
        "CREATE TRIGGER tracking.BROKEN BEFORE INSERT ON tracking.signalbox_seen FOR EACH ROW"
            + " IF NEW.pos_id IN ('50', '51') THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT ="
            + " 'broken'; END IF");
    bed.execute(
        insert(50, PAST.plusSeconds(30)).replace("TXLOG_EVENTS", "tracking.TXLOG_EVENTS")
            + ", (51, 'c', 'e', 'd', '%s', NOW())".formatted(PAST.plusSeconds(31)));
    var _ = await(relay, now -> !(now.state() instanceof RelayState.Running));
    assertThat(lateIds()).isEqualTo("50 51");
    assertThat(bed.checkpointed()).isEqualTo(4);
    var _ = relay.stopNow(Askers.TEST);
    bed.execute("DROP TRIGGER tracking.BROKEN");

    Relay next = running();
    bed.insert(300, PAST.plusSeconds(61));
    bed.awaitAllRelayed();
    awaitLook(next);
    stop(next);
    assertEachOnce();
  }

  /** As from a replica that lags behind the one that was read before. */
  @Test
  void whatTheStreamHasIsWrittenDownEvenIfItIsNotVisibleAnyMore() throws Exception {
    bed.shortenDeduplication();
    bed.insert(1, PAST);
    bed.insert(1, PAST.plusSeconds(60));
    stop(relayedAll());
    bed.execute(
        "CREATE OR REPLACE TABLE tracking.COPY SELECT * FROM tracking.signalbox_checkpoint");
    insert(PAST.plusSeconds(30), 50);
    stop(relayedAll());
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint p JOIN tracking.COPY c USING (program_name)"
            + " SET p.stream_seq = c.stream_seq, p.processed = c.processed");
    bed.execute("DELETE FROM tracking.signalbox_seen WHERE pos_id = '50'");
    bed.execute("DELETE FROM tracking.TXLOG_EVENTS WHERE ID = 50");

    Relay lagging = running();
    assertThat(lagging.snapshot().timing().late()).isEqualTo(1);
    bed.insert(1, PAST.plusSeconds(61));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 4);
    stop(lagging);
    insert(PAST.plusSeconds(30), 50);
    Relay next = running();
    awaitLook(next);
    stop(next);
    assertEachOnce();
  }

  @Test
  void switchedOnOrOnAgainNothingOldIsPublished() throws Exception {
    bed.insert(2, PAST.plusSeconds(10));
    Relay without = runningWithoutLookback();
    bed.awaitAllRelayed();
    insert(PAST.plusSeconds(5), -50);
    stop(without);

    Relay first = running();
    bed.insert(2, PAST.plusSeconds(60));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 4);
    insert(PAST.plusSeconds(20), -51);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 5);
    stop(first);
    assertThat(lateIds()).isEqualTo("-51");

    Relay off = runningWithoutLookback();
    bed.insert(2, PAST.plusSeconds(70));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 7);
    insert(PAST.plusSeconds(65), -52);
    stop(off);

    Relay second = running();
    bed.insert(1, PAST.plusSeconds(90));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 8);
    insert(PAST.plusSeconds(80), -53);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 9);
    stop(second);
    assertThat(lateIds()).isEqualTo("-51 -53");
    assertThat(bed.streamIds()).doesNotHaveDuplicates().doesNotContain("-50", "-52").hasSize(9);
  }

  @Test
  void whatAnOperatorPassesOverStaysPassedOver() throws Exception {
    bed.insert(2, PAST);
    stop(relayedAll());
    bed.insert(5, PAST.plusSeconds(30));
    List<String> ids = bed.tableIds();
    PositionTool tool = new PositionTool(bed.bench(settings(Optional.empty(), 100)));
    tool.apply(
        tool.plan(Target.parse("%s,%s".formatted(PAST.plusSeconds(30), ids.getLast()))),
        Askers.TEST);

    assertOnlyNewerAreRelayed(PAST.plusSeconds(40), 3);
    // The same by a statement, as documents and failures tell it.
    bed.insert(5, PAST.plusSeconds(60));
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET pos_timestamp = '%s', pos_id = '%s'"
            .formatted(
                Position.of(PAST.plusSeconds(60), "").timestamp(), bed.tableIds().getLast()));
    assertOnlyNewerAreRelayed(PAST.plusSeconds(70), 5);
  }

  /** One ahead, and one that is late behind it. */
  private void assertOnlyNewerAreRelayed(LocalDateTime from, long before) throws Exception {
    bed.insert(1, from.plusSeconds(5));
    Relay relay = running();
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == before);
    bed.insert(1, from);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == before + 1);
    stop(relay);
    assertThat(bed.streamIds()).doesNotHaveDuplicates().hasSize((int) before + 1);
  }

  @Test
  void goingBackIsSafeToo() throws Exception {
    bed.insert(3, PAST);
    bed.insert(3, PAST.plusSeconds(30));
    stop(relayedAll());
    PositionTool tool = new PositionTool(bed.bench(settings(Optional.empty(), 100)));
    tool.apply(tool.plan(Target.parse("%s:00,3".formatted(PAST))), Askers.TEST);

    Relay relay = running();
    bed.insert(1, PAST.plusSeconds(40));
    insert(PAST.plusSeconds(35), 50);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.streamIds().contains("50"));
    stop(relay);
    assertThat(bed.streamIds()).containsExactlyInAnyOrderElementsOf(bed.tableIds());
  }

  @Test
  void aRowOnItsWayIsNotFoundOnceMore() throws Exception {
    bed.shortenDeduplication();
    bed.insert(1, PAST);
    bed.insert(1, PAST.plusSeconds(60));
    Relay relay =
        bed.relay(
            settings(Optional.empty(), 100),
            bed.mariaDb(PLAIN),
            bed.deafNats(),
            TrialLimits.eagerLook());
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    bed.awaitAllRelayed();
    bed.nats.suspend();
    insert(PAST.plusSeconds(30), -1);
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .until(() -> relay.snapshot().counters().published() == 3);
    long cycles = relay.snapshot().counters().cycles();
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .until(() -> relay.snapshot().counters().cycles() >= cycles + 5);
    bed.nats.resume();
    bed.awaitAllRelayed();
    awaitLook(relay);
    stop(relay);

    assertEachOnce();
  }

  /**
   * What is acknowledged and not written down yet is kept in memory: in the commit that waits and
   * for the next one, up to ten pages and what was on its way then.
   */
  @Test
  void whileTheCheckpointLagsBehindNoMoreThanItCanTakeIsRelayed() throws Exception {
    bed.insert(1, PAST);
    Relay relay = running(settings(Optional.empty(), 1_000));
    bed.awaitAllRelayed();
    try (Connection other = bed.mariaDb.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM signalbox_checkpoint FOR UPDATE");
      insertAtOnce(30_000, PAST.plusSeconds(1));
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

  /** Texts are told apart by each of their bytes. */
  @Test
  void idsThatDifferInBlanksOrCaseOnlyAreDifferent() throws Exception {
    bed.execute(
        "CREATE OR REPLACE TABLE tracking.NAMED (ID VARCHAR(20) COLLATE utf8mb4_nopad_bin NOT NULL"
            + " PRIMARY KEY, EVENT_TIMESTAMP DATETIME(6) NOT NULL, INDEX (EVENT_TIMESTAMP, ID))");
    bed.execute("INSERT INTO tracking.NAMED VALUES ('a', '2026-01-01'), ('z', '2026-01-02')");
    PollingSettings usual = settings(Optional.of(Duration.ofDays(2)), 100);
    PollingSettings named =
        new PollingSettings(
            usual.programName(),
            usual.source(),
            usual.sink(),
            usual.checkpoint(),
            "NAMED",
            usual.idColumn(),
            usual.timestampColumn(),
            usual.stream(),
            usual.subject(),
            usual.interval(),
            usual.batchSize(),
            usual.timestamps());
    Relay relay = running(named);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 2);
    bed.execute(
        "INSERT INTO tracking.NAMED VALUES ('a ', '2026-01-01'), ('A', '2026-01-01'),"
            + " ('ä', '2026-01-01')");
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() >= 5);
    bed.execute("INSERT INTO tracking.NAMED VALUES ('x', '2026-01-01')");
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.streamIds().contains("x"));
    stop(relay);
    assertThat(bed.streamIds()).containsExactlyInAnyOrder("a", "z", "a%20", "A", "%C3%A4", "x");
    // The stream's own memory would hide that one is found again and again.
    assertThat(bed.checkpointed()).isEqualTo(6);
  }

  /** Each page leads further than anybody looks back, and a look takes several steps. */
  @Test
  void whatBecameVisibleWhileNobodyRelayedIsFoundBeforeTheBacklogLeavesItBehind() throws Exception {
    bed.insert(2_500, PAST);
    bed.insert(1, PAST.plusSeconds(2));
    Relay relay = running();
    bed.awaitAllRelayed();
    stop(relay);
    bed.insert(1, PAST.plusSeconds(1));
    List<String> ids = bed.tableIds();
    for (int hour = 1; hour <= 5; hour++) {
      bed.insert(100, PAST.plusHours(hour));
    }

    Relay again = running();
    bed.awaitAllRelayed();

    assertEachOnce();
    assertThat(lateIds()).isEqualTo(ids.get(2_500));
    stop(again);
  }
}
