package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.checkpoint.LeaseHolder;
import dev.signalbox.relay.checkpoint.ProcessStart;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.RowCount;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Where a relay is can be seen, and set elsewhere, with nothing stored twice by that. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayPositionTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final RelayOperator operator = new RelayOperator(bed);

  @BeforeEach
  void beginAnew() throws Exception {
    bed.execute("TRUNCATE TABLE tracking.TXLOG_EVENTS");
    bed.execute(
        "DROP TABLE IF EXISTS tracking.signalbox_checkpoint,"
            + " tracking.signalbox_checkpoint_history");
    bed.stream.delete();
    bed.stream.create();
  }

  private PositionTool tool() throws Exception {
    return new PositionTool(bed.bench(settings(10)));
  }

  private Target.Row row(String id) {
    return new Target.Row(PAST, id);
  }

  private static Failure failure(ThrowingAction action) {
    return catchThrowableOfType(RelayException.class, action::run).failure();
  }

  @FunctionalInterface
  private interface ThrowingAction {
    void run() throws Exception;
  }

  private String table(String like) throws Exception {
    return bed.value(
        "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME LIKE '" + like + "'");
  }

  @Test
  void aRelayThatNeverStartedHasNoPositionAndLookingMakesNone() throws Exception {
    bed.insert(5, PAST);
    PositionTool tool = tool();

    assertThat(tool.read()).isEmpty();
    assertThat(tool.history(10)).isEmpty();
    PositionTool.Plan plan = tool.plan(row(bed.tableIds().get(2)));

    assertThat(plan.before()).isEmpty();
    assertThat(plan.passedOver()).isEqualTo(new RowCount(3));
    assertThat(table("signalbox%")).isEqualTo("0");
  }

  @Test
  void aRelayThatNeverStartedCanBeginBehindARow() throws Exception {
    bed.insert(5, PAST);
    List<String> ids = bed.tableIds();
    PositionTool tool = tool();

    tool.apply(tool.plan(row(ids.get(2))), Askers.TEST);

    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    stop(relay);
    assertThat(bed.stream.ids()).isEqualTo(ids.subList(3, 5));
  }

  @Test
  void whatIsShownIsWhatTheRelayHasLeft() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));

    CheckpointView shown = tool().read().orElseThrow();

    assertThat(shown.position()).contains(Position.of(PAST, bed.tableIds().getLast()));
    assertThat(shown.processed()).isEqualTo(5);
    assertThat(shown.status()).isEqualTo("STOPPED");
    assertThat(shown.lease()).isEmpty();
    assertThat(shown.origin().orElseThrow()).contains("table=TXLOG_EVENTS");
  }

  /** The ids are in the stream for longer than its duplicate window. */
  @Test
  void goingBackStoresNothingTwiceThatTheStreamStillHas() throws Exception {
    bed.insert(6, PAST);
    operator.relayAll(settings(10));
    List<String> ids = bed.tableIds();
    bed.stream.shortenDeduplication();
    deleteFromStream(5);
    PositionTool tool = tool();
    PositionTool.Plan plan = tool.plan(row(ids.get(1)));
    assertThat(plan.again()).isEqualTo(new RowCount(4));
    assertThat(plan.passedOver().isNone()).isTrue();
    assertThat(plan.rowThere()).isTrue();

    tool.apply(plan, Askers.TEST);
    assertThat(bed.value("SELECT pos_id FROM signalbox_checkpoint")).isEqualTo(ids.get(1));
    relayUpTo(ids.getLast());

    assertThat(bed.stream.ids())
        .containsExactly(ids.get(0), ids.get(1), ids.get(2), ids.get(4), ids.get(5), ids.get(3));
  }

  /** Message 1 is the record of the first term. */
  private void deleteFromStream(long sequence) throws Exception {
    try (Connection connection = Nats.connect(bed.nats.url())) {
      assertThat(connection.jetStreamManagement().deleteMessage(SandboxSchema.STREAM, sequence))
          .isTrue();
    }
  }

  private void relayUpTo(String id) throws Exception {
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    var _ = await(relay, now -> now.position().filter(p -> p.id().equals(id)).isPresent());
    stop(relay);
  }

  @Test
  void goingAheadPassesRowsOver() throws Exception {
    bed.insert(2, PAST);
    operator.relayAll(settings(10));
    bed.insert(3, PAST);
    List<String> ids = bed.tableIds();
    PositionTool tool = tool();
    PositionTool.Plan plan = tool.plan(row(ids.get(3)));
    assertThat(plan.passedOver()).isEqualTo(new RowCount(2));
    assertThat(plan.again().isNone()).isTrue();

    tool.apply(plan, Askers.TEST);
    relayUpTo(ids.get(4));

    assertThat(bed.stream.ids()).containsExactly(ids.get(0), ids.get(1), ids.get(4));
  }

  @Test
  void fromTheBeginningAllIsCountedOnceMore() throws Exception {
    bed.insert(4, PAST);
    operator.relayAll(settings(10));
    PositionTool tool = tool();

    PositionTool.Plan plan = tool.plan(new Target.Beginning());
    assertThat(plan.again()).isEqualTo(new RowCount(4));
    tool.apply(plan, Askers.TEST);

    assertThat(bed.checkpointed()).isZero();
    operator.relayAll(settings(10));
    bed.assertExactlyOnce();
  }

  @Test
  void whoChangedItIsKept() throws Exception {
    bed.insert(2, PAST);
    operator.relayAll(settings(10));
    List<String> ids = bed.tableIds();
    PositionTool tool = tool();

    tool.apply(tool.plan(row(ids.getFirst())), Askers.TEST);
    tool.apply(tool.plan(new Target.Beginning()), Askers.TEST);

    assertThat(tool.history(10))
        .extracting(change -> change.by() + ": " + change.was() + " -> " + change.became())
        .containsExactly(
            Askers.TEST + ": " + Position.of(PAST, ids.getFirst()) + " -> the beginning",
            Askers.TEST
                + ": "
                + Position.of(PAST, ids.getLast())
                + " -> "
                + Position.of(PAST, ids.getFirst()));
    assertThat(tool.history(1)).hasSize(1);
  }

  @Test
  void whilePollingItIsRefusedAndNothingIsKept() throws Exception {
    bed.insert(2, PAST);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    PositionTool tool = tool();

    PositionTool.Plan plan = tool.plan(new Target.Beginning());
    assertThat(plan.obstacle().orElseThrow().words()).startsWith("held by host ");
    assertThat(failure(() -> tool.apply(plan, Askers.TEST)).message())
        .isEqualTo("the checkpoint of txlog has changed meanwhile, or somebody polls");

    bed.insert(1, PAST.plusSeconds(1));
    bed.awaitAllRelayed();
    stop(relay);
    assertThat(tool.history(10)).isEmpty();
    bed.assertExactlyOnce();
  }

  @Test
  void withoutARightToKeepWhoDidItNothingIsChanged() throws Exception {
    bed.insert(2, PAST);
    operator.relayAll(settings(10));
    bed.execute("CREATE OR REPLACE USER clerk@'%' IDENTIFIED BY 'clerk'");
    bed.execute("GRANT SELECT ON tracking.TXLOG_EVENTS TO clerk@'%'");
    bed.execute("GRANT SELECT, INSERT, UPDATE ON tracking.signalbox_checkpoint TO clerk@'%'");
    PositionTool tool =
        new PositionTool(bed.bench(settings(10), bed.mariaDb(new Account("clerk", "clerk"))));
    PositionTool.Plan plan = tool.plan(new Target.Beginning());

    Failure failure = failure(() -> tool.apply(plan, Askers.TEST));

    assertThat(failure.message())
        .startsWith("table signalbox_checkpoint_history cannot be created: ");
    assertThat(failure.nextStep())
        .contains("grant SELECT and INSERT on it", "CREATE TABLE IF NOT EXISTS signalbox_");
    assertThat(tool.read().flatMap(CheckpointView::position))
        .isPresent()
        .isEqualTo(plan.before().flatMap(CheckpointView::position));
    bed.assertExactlyOnce();
  }

  @Test
  void theLeaseOfADeadProcessOfThisHostIsNoObstacle() throws Exception {
    bed.insert(2, PAST);
    operator.relayAll(settings(10));
    LeaseHolder self = LeaseHolder.ofThisProcess();
    ProcessStart earlier = new ProcessStart(self.start().unit(), self.start().count() - 1);
    LeaseHolder dead = new LeaseHolder(self.host(), self.machine(), self.pid(), earlier, "dead");
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR,"
            + " lease_holder = '"
            + dead.text()
            + "'");
    PositionTool tool = tool();

    PositionTool.Plan plan = tool.plan(new Target.Beginning());
    assertThat(plan.obstacle()).isEmpty();
    tool.apply(plan, Askers.TEST);

    assertThat(tool.read().orElseThrow().position()).isEmpty();
  }

  @Test
  void aCheckpointThatHasMovedSinceItWasLookedAtIsLeftAlone() throws Exception {
    bed.insert(2, PAST);
    operator.relayAll(settings(10));
    PositionTool tool = tool();
    PositionTool.Plan plan = tool.plan(new Target.Beginning());
    bed.insert(1, PAST.plusSeconds(1));
    operator.relayAll(settings(10));

    assertThat(failure(() -> tool.apply(plan, Askers.TEST)).nextStep())
        .isEqualTo("Look at it once more: signalbox position txlog");
    bed.assertExactlyOnce();
  }

  @Test
  void aPositionThatNoRowCanHaveIsRefused() throws Exception {
    bed.insert(2, PAST);
    operator.relayAll(settings(10));
    PositionTool tool = tool();

    for (String id : List.of("x", "1e999999999", "")) {
      assertThat(failure(() -> tool.plan(row(id))).message())
          .isEqualTo("no row of TXLOG_EVENTS can have the id " + id);
    }
    PositionTool.Plan canonical = tool.plan(row("0099.50"));
    assertThat(canonical.to()).contains(Position.of(PAST, "99.5"));
    assertThat(canonical.rowThere()).isFalse();
  }

  @Test
  void aCheckpointThatWasEditedToNonsenseCanBeSetRight() throws Exception {
    bed.insert(3, PAST);
    operator.relayAll(settings(10));
    bed.execute("UPDATE tracking.signalbox_checkpoint SET pos_timestamp = 'x', pos_id = '\u001b'");
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    Failure refusal = await(relay, RelayState.Failed.class).cause();
    assertThat(refusal.message())
        .isEqualTo("the checkpoint of txlog is at x / \\u001b, where no row of the table can be");
    assertThat(refusal.nextStep())
        .isEqualTo("Say where to go on: signalbox position txlog --set POSITION");
    PositionTool tool = tool();

    PositionTool.Plan plan = tool.plan(row(bed.tableIds().getLast()));
    assertThat(plan.known()).isFalse();
    tool.apply(plan, Askers.TEST);

    bed.insert(1, PAST.plusSeconds(1));
    operator.relayAll(settings(10));
    bed.assertExactlyOnce();
  }

  @Test
  void aCheckpointOfAnotherTableIsRefused() throws Exception {
    bed.insert(1, PAST);
    operator.relayAll(settings(10));
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET origin = REPLACE(origin, 'TXLOG_EVENTS', 'B')");
    Bench bench = bed.bench(settings(10));

    assertThat(failure(() -> new PositionTool(bench).plan(new Target.Beginning())).message())
        .isEqualTo("the checkpoint of txlog is one of table B, not TXLOG_EVENTS");
  }

  /** Whoever polled until then, unseen because its lease had run out, commits nothing more. */
  @Test
  void anEpochBeginsSoThatAnExpiredHolderIsFenced() throws Exception {
    bed.insert(1, PAST);
    operator.relayAll(settings(10));
    PositionTool tool = tool();
    long before = tool.read().orElseThrow().epoch();

    tool.apply(tool.plan(new Target.Beginning()), Askers.TEST);

    assertThat(tool.read().map(CheckpointView::epoch)).isEqualTo(Optional.of(before + 1));
  }
}
