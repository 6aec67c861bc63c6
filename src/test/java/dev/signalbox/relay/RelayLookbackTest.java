package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.Askers;
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

  private Relay runningWithoutLookback() {
    return trial.running(LookbackTrial.settings(Optional.of(Duration.ZERO), 100));
  }

  /** The text of the newest relayed row. */
  private String position() throws Exception {
    return bed.value("SELECT CONCAT(pos_timestamp, ' / ', pos_id) FROM signalbox_checkpoint");
  }

  @Test
  void rowsThatBecomeVisibleLateAreRelayedOnceAndMarked() throws Exception {
    bed.insert(3, PAST);
    bed.insert(3, PAST.plusSeconds(60));
    Relay relay = trial.running();
    bed.awaitAllRelayed();
    String position = position();

    try (Connection writer = bed.mariaDb.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(LookbackTrial.insert(100, PAST.plusSeconds(20)));
      statement.execute(LookbackTrial.insert(101, PAST.plusSeconds(40)));
      statement.execute(
          LookbackTrial.insert(2, PAST.plusSeconds(60)).replace("VALUES (2", "VALUES (-1"));
      writer.commit();
    }
    bed.awaitAllRelayed();

    assertThat(trial.lateIds()).isEqualTo("100 101 -1");
    assertThat(position()).isEqualTo(position);
    var _ = await(relay, now -> now.timing().late() == 3);
    stop(relay);
    Relay again = trial.running();
    trial.awaitLook(again);
    stop(again);
    trial.assertEachOnce();
  }

  @Test
  void oneThatBecomesVisibleWhileNobodyRelaysIsFoundAtTheNextStart() throws Exception {
    bed.insert(3, PAST);
    bed.insert(1, PAST.plusSeconds(250));
    Relay relay = trial.running();
    bed.awaitAllRelayed();
    stop(relay);
    trial.insert(PAST.plusSeconds(5), 50);

    stop(trial.relayedAll());

    assertThat(trial.lateIds()).isEqualTo("50");
    trial.assertEachOnce();
  }

  /** Later than that, nobody finds them: which is why it can be set. */
  @Test
  void howFarIsLookedBackIsSaid() throws Exception {
    bed.insert(1, PAST);
    bed.insert(1, PAST.plusSeconds(100));
    Relay relay = trial.running(LookbackTrial.settings(Optional.of(Duration.ofSeconds(60)), 100));
    bed.awaitAllRelayed();
    trial.insert(PAST.plusSeconds(39), 50);
    trial.insert(PAST.plusSeconds(41), 51);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 3);
    stop(relay);

    assertThat(trial.lateIds()).isEqualTo("51");
    assertThat(bed.value("SELECT GROUP_CONCAT(pos_id ORDER BY pos_id) FROM signalbox_seen"))
        .isEqualTo("2,51");
    assertThat(bed.value("SELECT seen_after FROM signalbox_checkpoint"))
        .isEqualTo(Position.of(PAST.plusSeconds(40), "").timestamp());
  }

  @Test
  void manyLateRowsAreRelayedOnceEachBetweenThePages() throws Exception {
    trial.insertAtOnce(1_500, PAST);
    bed.insert(1, PAST.plusSeconds(100));
    Relay relay = trial.relayedAll();
    trial.insertAtOnce(2_600, PAST.plusSeconds(50));
    trial.insertAtOnce(500, PAST.plusSeconds(101));
    bed.awaitAllRelayed();

    var _ = await(relay, now -> now.timing().late() == 2_600);
    stop(relay);
    trial.assertEachOnce();
  }

  @Test
  void switchedOnOrOnAgainNothingOldIsPublished() throws Exception {
    bed.insert(2, PAST.plusSeconds(10));
    Relay without = runningWithoutLookback();
    bed.awaitAllRelayed();
    trial.insert(PAST.plusSeconds(5), -50);
    stop(without);

    Relay first = trial.running();
    bed.insert(2, PAST.plusSeconds(60));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 4);
    trial.insert(PAST.plusSeconds(20), -51);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 5);
    stop(first);
    assertThat(trial.lateIds()).isEqualTo("-51");

    Relay off = runningWithoutLookback();
    bed.insert(2, PAST.plusSeconds(70));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 7);
    trial.insert(PAST.plusSeconds(65), -52);
    stop(off);

    Relay second = trial.running();
    bed.insert(1, PAST.plusSeconds(90));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 8);
    trial.insert(PAST.plusSeconds(80), -53);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 9);
    stop(second);
    assertThat(trial.lateIds()).isEqualTo("-51 -53");
    assertThat(bed.stream.ids()).doesNotHaveDuplicates().doesNotContain("-50", "-52").hasSize(9);
  }

  @Test
  void whatAnOperatorPassesOverStaysPassedOver() throws Exception {
    bed.insert(2, PAST);
    stop(trial.relayedAll());
    bed.insert(5, PAST.plusSeconds(30));
    List<String> ids = bed.tableIds();
    PositionTool tool = new PositionTool(bed.bench(LookbackTrial.settings(Optional.empty(), 100)));
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
    Relay relay = trial.running();
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == before);
    bed.insert(1, from);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == before + 1);
    stop(relay);
    assertThat(bed.stream.ids()).doesNotHaveDuplicates().hasSize((int) before + 1);
  }

  /** As after a death between an acknowledgement and its checkpoint, only further. */
  @Test
  void whatBecameVisibleWhileTheCheckpointWasBehindTheStreamIsMarkedToo() throws Exception {
    bed.insert(1, PAST);
    stop(trial.relayedAll());
    bed.execute(
        "CREATE TABLE tracking.checkpoint_then AS SELECT * FROM tracking.signalbox_checkpoint");
    bed.insert(2, PAST.plusSeconds(60));
    stop(trial.relayedAll());
    bed.execute(
        "REPLACE INTO tracking.signalbox_checkpoint SELECT * FROM tracking.checkpoint_then");
    bed.execute("DROP TABLE tracking.checkpoint_then");
    trial.insert(PAST.plusSeconds(30), 50);
    bed.insert(1, PAST.plusSeconds(90));

    stop(trial.relayedAll());

    assertThat(trial.lateIds()).isEqualTo("50");
    trial.assertEachOnce();
  }

  @Test
  void goingBackIsSafeToo() throws Exception {
    bed.insert(3, PAST);
    bed.insert(3, PAST.plusSeconds(30));
    stop(trial.relayedAll());
    PositionTool tool = new PositionTool(bed.bench(LookbackTrial.settings(Optional.empty(), 100)));
    tool.apply(tool.plan(Target.parse("%s:00,3".formatted(PAST))), Askers.TEST);

    Relay relay = trial.running();
    bed.insert(1, PAST.plusSeconds(40));
    trial.insert(PAST.plusSeconds(35), 50);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.stream.ids().contains("50"));
    stop(relay);
    assertThat(bed.stream.ids()).containsExactlyInAnyOrderElementsOf(bed.tableIds());
  }

  /** Texts are told apart by each of their bytes. */
  @Test
  void idsThatDifferInBlanksOrCaseOnlyAreDifferent() throws Exception {
    bed.execute(
        "CREATE OR REPLACE TABLE tracking.NAMED (ID VARCHAR(20) COLLATE utf8mb4_nopad_bin NOT NULL"
            + " PRIMARY KEY, EVENT_TIMESTAMP DATETIME(6) NOT NULL, INDEX (EVENT_TIMESTAMP, ID))");
    bed.execute("INSERT INTO tracking.NAMED VALUES ('a', '2026-01-01'), ('z', '2026-01-02')");
    PollingSettings usual = LookbackTrial.settings(Optional.of(Duration.ofDays(2)), 100);
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
    Relay relay = trial.running(named);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 2);
    bed.execute(
        "INSERT INTO tracking.NAMED VALUES ('a ', '2026-01-01'), ('A', '2026-01-01'),"
            + " ('ä', '2026-01-01')");
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() >= 5);
    bed.execute("INSERT INTO tracking.NAMED VALUES ('x', '2026-01-01')");
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.stream.ids().contains("x"));
    stop(relay);
    assertThat(bed.stream.ids()).containsExactlyInAnyOrder("a", "z", "a%20", "A", "%C3%A4", "x");
    // The stream's own memory would hide that one is found again and again.
    assertThat(bed.checkpointed()).isEqualTo(6);
  }

  /** Each page leads further than anybody looks back, and a look takes several steps. */
  @Test
  void whatBecameVisibleWhileNobodyRelayedIsFoundBeforeTheBacklogLeavesItBehind() throws Exception {
    bed.insert(2_500, PAST);
    bed.insert(1, PAST.plusSeconds(2));
    Relay relay = trial.running();
    bed.awaitAllRelayed();
    stop(relay);
    bed.insert(1, PAST.plusSeconds(1));
    List<String> ids = bed.tableIds();
    for (int hour = 1; hour <= 5; hour++) {
      bed.insert(100, PAST.plusHours(hour));
    }

    Relay again = trial.running();
    bed.awaitAllRelayed();

    trial.assertEachOnce();
    assertThat(trial.lateIds()).isEqualTo(ids.get(2_500));
    stop(again);
  }
}
