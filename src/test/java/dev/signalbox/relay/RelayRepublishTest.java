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
import dev.signalbox.relay.checkpoint.CheckpointChange;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.RepublishTool;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.relay.tools.VerifyTool;
import dev.signalbox.sandbox.Account;
import dev.signalbox.testing.Askers;
import io.nats.client.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Single rows that a stream has lost are stored once more, on an operator's word. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayRepublishTest {
  private static final int ROWS = 40;

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @BeforeEach
  void relayAll() throws Exception {
    bed.execute("TRUNCATE TABLE tracking.TXLOG_EVENTS");
    bed.execute(
        "DROP TABLE IF EXISTS tracking.signalbox_checkpoint, tracking.signalbox_seen,"
            + " tracking.signalbox_checkpoint_history");
    bed.stream.delete();
    bed.stream.create();
    bed.insert(ROWS, PAST);
    relay();
  }

  private void relay() throws Exception {
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    bed.awaitAllRelayed();
    stop(relay);
  }

  /** Message 1 is the record of the term, row 0 the message after it. */
  private void lose(int... rows) throws Exception {
    for (int row : rows) {
      bed.stream.deleteMessage(row + 2L);
    }
  }

  private VerifyTool.Result verify(Bench bench) throws Exception {
    return new VerifyTool(bench).verify(new Target.Beginning(), Optional.empty(), (_, _) -> {});
  }

  /** What the history tells of some rows, the last first, and nothing else. */
  private static void assertKept(Bench bench, String rows, String... became) throws Exception {
    assertThat(new PositionTool(bench).history(10))
        .allSatisfy(
            change -> {
              assertThat(change.by()).isEqualTo(Askers.TEST.toString());
              assertThat(change.what()).isEqualTo("rows");
              assertThat(change.was()).isEqualTo(rows);
            })
        .extracting(CheckpointChange::became)
        .containsExactly(became);
  }

  private List<String> idsWithout(Integer... rows) throws Exception {
    List<String> ids = bed.tableIds();
    List<String> left = new ArrayList<>(ids);
    Stream.of(rows).map(ids::get).forEach(left::remove);
    return left;
  }

  @Test
  void theMissingRowsAreStoredOnceBehindAllOthersInTheirOrder() throws Exception {
    lose(30, 5, 6);
    bed.stream.shortenDeduplication();
    Bench bench = bed.bench(settings(10));
    VerifyTool.Result found = verify(bench);
    String position = bed.value("SELECT CONCAT(pos_timestamp, pos_id) FROM signalbox_checkpoint");

    RepublishTool.Outcome outcome = new RepublishTool(bench).republish(found, Askers.TEST);
    RepublishTool.Outcome again = new RepublishTool(bench).republish(found, Askers.TEST);

    assertThat(outcome).isEqualTo(new RepublishTool.Outcome(3, List.of(), List.of()));
    assertThat(again.stored()).isZero();
    List<String> ids = bed.tableIds();
    List<String> expected = idsWithout(5, 6, 30);
    expected.addAll(List.of(ids.get(5), ids.get(6), ids.get(30)));
    assertThat(bed.stream.ids()).isEqualTo(expected);
    assertKept(
        bench,
        "3 missing: %s up to %s"
            .formatted(Position.of(PAST, ids.get(5)), Position.of(PAST, ids.get(30))),
        "3 stored again",
        "to be stored again");
    List<Message> messages = bed.stream.messages();
    assertThat(messages.subList(ROWS - 3, ROWS))
        .allSatisfy(late -> assertThat(late.getHeaders().getFirst("Sbx-Late")).isEqualTo("true"));
    assertThat(verify(bench).missing()).isEmpty();
    assertThat(bed.value("SELECT CONCAT(pos_timestamp, pos_id) FROM signalbox_checkpoint"))
        .isEqualTo(position);
    assertThat(bed.value("SELECT lease_holder FROM signalbox_checkpoint")).isEqualTo("null");

    bed.insert(2, PAST.plusSeconds(1));
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    stop(relay);
    assertThat(bed.stream.ids()).hasSize(ROWS + 2).doesNotHaveDuplicates();
  }

  /** As a crash between the acknowledgements and the commit leaves the checkpoint. */
  @Test
  void whatWasStoredAndNotRecordedIsNotStoredTwice() throws Exception {
    lose(7);
    bed.stream.shortenDeduplication();
    Bench bench = bed.bench(settings(10));
    VerifyTool.Result found = verify(bench);
    String place = bed.value("SELECT stream_seq FROM signalbox_checkpoint");
    assertThat(new RepublishTool(bench).republish(found, Askers.TEST).stored()).isEqualTo(1);
    bed.execute("UPDATE tracking.signalbox_checkpoint SET stream_seq = " + place);
    bed.stream.shortenDeduplication();

    Bench later = bed.bench(settings(10));
    assertThat(new RepublishTool(later).republish(found, Askers.TEST).stored()).isZero();
    bed.insert(1, PAST.plusSeconds(1));
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 1);
    stop(relay);

    assertThat(bed.stream.ids()).hasSize(ROWS + 1).doesNotHaveDuplicates();
  }

  @Test
  void whileSomebodyPollsItIsRefused() throws Exception {
    lose(7);
    bed.stream.shortenDeduplication();
    Bench bench = bed.bench(settings(10));
    VerifyTool.Result found = verify(bench);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);

    Failure failure =
        catchThrowableOfType(
                RelayException.class, () -> new RepublishTool(bench).republish(found, Askers.TEST))
            .failure();
    stop(relay);

    assertThat(failure.message()).startsWith("the lease of txlog is held by host ");
    assertThat(bed.stream.ids()).hasSize(ROWS - 1);
    assertThat(new PositionTool(bench).history(10)).as("nothing was done").isEmpty();
  }

  @Test
  void withoutARightToKeepWhoDidItNothingIsStored() throws Exception {
    lose(7);
    bed.stream.shortenDeduplication();
    bed.execute("CREATE OR REPLACE USER clerk@'%' IDENTIFIED BY 'clerk'");
    bed.execute("GRANT SELECT ON tracking.TXLOG_EVENTS TO clerk@'%'");
    bed.execute("GRANT SELECT, INSERT, UPDATE ON tracking.signalbox_checkpoint TO clerk@'%'");
    bed.execute("GRANT SELECT, INSERT, DELETE, CREATE ON tracking.signalbox_seen TO clerk@'%'");
    Bench bench = bed.bench(settings(10), bed.mariaDb(new Account("clerk", "clerk")));
    VerifyTool.Result found = verify(bench);
    assertThat(found.missing()).hasSize(1);

    Failure failure =
        catchThrowableOfType(
                RelayException.class, () -> new RepublishTool(bench).republish(found, Askers.TEST))
            .failure();

    assertThat(failure.message())
        .startsWith("table signalbox_checkpoint_history cannot be created: ");
    assertThat(bed.stream.ids()).hasSize(ROWS - 1);
    assertThat(bed.value("SELECT lease_holder FROM signalbox_checkpoint")).isEqualTo("null");
  }

  @Test
  void whatTheStreamStillRemembersIsToldAndNotStored() throws Exception {
    lose(7);
    Bench bench = bed.bench(settings(10));

    Failure failure =
        catchThrowableOfType(
                RelayException.class,
                () -> new RepublishTool(bench).republish(verify(bench), Askers.TEST))
            .failure();

    assertThat(failure.message()).contains("for a duplicate of message 9, which was deleted");
    assertThat(bed.value("SELECT lease_holder FROM signalbox_checkpoint")).isEqualTo("null");
    assertKept(
        bench,
        "1 missing: " + Position.of(PAST, bed.tableIds().get(7)),
        "0 stored again",
        "to be stored again");
    bed.stream.shortenDeduplication();
    Bench later = bed.bench(settings(10));
    assertThat(new RepublishTool(later).republish(verify(later), Askers.TEST).stored()).isOne();
  }

  @Test
  void aRowThatIsGoneIsNamedAndLeft() throws Exception {
    lose(7, 8);
    bed.stream.shortenDeduplication();
    Bench bench = bed.bench(settings(10));
    VerifyTool.Result found = verify(bench);
    String gone = bed.tableIds().get(7);
    bed.execute("DELETE FROM tracking.TXLOG_EVENTS WHERE ID = " + gone);

    RepublishTool.Outcome outcome = new RepublishTool(bench).republish(found, Askers.TEST);

    assertThat(outcome.stored()).isEqualTo(1);
    assertThat(outcome.gone()).containsExactly(Position.of(PAST, gone));
  }

  @Test
  void whatIsStoredIsRecordedWithItsPlaceAndTheStatusStays() throws Exception {
    lose(7, 8);
    bed.stream.shortenDeduplication();
    Bench bench = bed.bench(settings(10));
    VerifyTool.Result found = verify(bench);
    String id = bed.tableIds().get(7);
    bed.execute("UPDATE tracking.signalbox_checkpoint SET status = 'FAILED', error = 'why'");

    assertThat(new RepublishTool(bench).republish(found, Askers.TEST).stored()).isEqualTo(2);

    assertThat(bed.checkpointed()).isEqualTo(ROWS + 2L);
    // Behind the record of the first term, the rows and the record of the second one.
    assertThat(bed.value("SELECT stream_seq FROM signalbox_checkpoint"))
        .isEqualTo(String.valueOf(ROWS + 4));
    assertThat(bed.value("SELECT COUNT(*) FROM signalbox_checkpoint WHERE pos_id = " + id))
        .isEqualTo("0");
    assertThat(bed.value("SELECT CONCAT(status, ' ', error) FROM signalbox_checkpoint"))
        .isEqualTo("FAILED why");
  }

  @Test
  void rowsThatAreStillToComeAreNotStoredAsLateOnes() throws Exception {
    lose(7, 20);
    bed.stream.shortenDeduplication();
    Bench bench = bed.bench(settings(10));
    VerifyTool.Result found = verify(bench);
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET pos_id = '%s'".formatted(bed.tableIds().get(10)));

    Failure failure =
        catchThrowableOfType(
                RelayException.class, () -> new RepublishTool(bench).republish(found, Askers.TEST))
            .failure();

    assertThat(failure.message()).contains("the position of txlog was set back");
    assertThat(bed.stream.ids()).hasSize(ROWS - 2);
    assertThat(bed.value("SELECT lease_holder FROM signalbox_checkpoint")).isEqualTo("null");
  }

  @Test
  void aRowThatIsTooLargeForTheStreamKeepsNoOtherOut() throws Exception {
    lose(5, 7, 9);
    bed.stream.shortenDeduplication();
    Bench bench = bed.bench(settings(10));
    VerifyTool.Result found = verify(bench);
    List<String> ids = bed.tableIds();
    bed.stream.limitMessages(4000);
    bed.execute(
        "UPDATE tracking.TXLOG_EVENTS SET EVENT_DATA = REPEAT('x', 4000) WHERE ID = " + ids.get(7));

    RepublishTool.Outcome outcome = new RepublishTool(bench).republish(found, Askers.TEST);

    assertThat(outcome.stored()).isEqualTo(2);
    assertThat(outcome.bad())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.position()).isEqualTo(Position.of(PAST, ids.get(7)));
              assertThat(row.reason()).contains("max_msg_size");
            });
    List<String> expected = idsWithout(5, 7, 9);
    expected.addAll(List.of(ids.get(5), ids.get(9)));
    assertThat(bed.stream.ids()).isEqualTo(expected);
    assertThat(bed.checkpointed()).isEqualTo(ROWS + 2L);
  }

  /** A stream that removes messages may have removed these, as far as their places tell. */
  @Test
  void rowsThatAreTakenForWhatWasPurgedDoNotCountAsStored() throws Exception {
    bed.stream.limit(1000);
    bed.stream.purge();
    Bench bench = bed.bench(settings(10));
    VerifyTool.Result found = verify(bench);
    assertThat(found.missing()).hasSize(ROWS);

    Failure failure =
        catchThrowableOfType(
                RelayException.class, () -> new RepublishTool(bench).republish(found, Askers.TEST))
            .failure();

    assertThat(failure.message())
        .matches("stream TXLOG takes row .* for a duplicate of message \\d+, which was deleted");
    assertThat(bed.checkpointed()).isEqualTo(ROWS);
  }
}
