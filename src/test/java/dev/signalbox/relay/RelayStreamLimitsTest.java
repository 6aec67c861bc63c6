package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.PollingSettings.ChangedStream;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.LoggedLines;
import dev.signalbox.testing.Thorough;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that does not have any more what the checkpoint may not know. */
@Timeout(180)
class RelayStreamLimitsTest {
  private static final String PLACE =
      "SELECT CONCAT_WS(',', QUOTE(pos_timestamp), QUOTE(pos_id), processed, stream_seq,"
          + " QUOTE(last_msg_id), owner_epoch) FROM signalbox_checkpoint";

  @AutoClose private final LoggedLines log = new LoggedLines("signalbox.relay.txlog");
  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final RelayOperator operator = new RelayOperator(bed);

  private void relay(PollingSettings settings, int rows) throws Exception {
    bed.insert(rows, PAST.plusSeconds(bed.tableIds().size()));
    operator.relayAll(settings);
  }

  private void restore(String copy) throws Exception {
    String[] of = copy.split(",");
    bed.execute(
        ("UPDATE tracking.signalbox_checkpoint SET pos_timestamp = %s, pos_id = %s, processed = %s,"
                + " stream_seq = %s, last_msg_id = %s, owner_epoch = %s")
            .formatted((Object[]) of));
  }

  /** As a copy of days ago beside a stream that keeps one day. */
  @Test
  void anOlderCheckpointThanTheStreamReachesBackIsDecided() throws Exception {
    relay(settings(10), 3);
    String copy = bed.value(PLACE);
    relay(settings(10), 5);
    relay(settings(10), 5);
    bed.stream.limit(4);
    bed.stream.shortenDeduplication();
    List<String> kept = bed.stream.ids();
    restore(copy);

    Failure failure = operator.failureOf(settings(10));

    // Of the records of three terms and 13 rows, 4 messages are left.
    assertThat(failure.message())
        .isEqualTo(
            "stream TXLOG: 8 messages behind message 4, at which the checkpoint is, were removed by"
                + " the stream's limits: rows that were relayed since would be sent once more");
    String last = "2026-01-01T10:00:08.000000000," + bed.tableIds().getLast();
    assertThat(failure.nextStep())
        .contains(
            "signalbox position txlog --set '%s' --yes".formatted(last),
            "UPDATE signalbox_checkpoint SET stream_created = NULL, stream_seq = 0");
    assertThat(bed.stream.ids()).isEqualTo(kept);

    PositionTool tool = new PositionTool(bed.bench(settings(10)));
    tool.apply(tool.plan(Target.parse(last)), Askers.TEST);
    bed.stream.limit(100);
    bed.insert(1, PAST.plusSeconds(60));
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 1);
    stop(relay);
    assertThat(bed.stream.ids()).containsAll(kept).hasSize(kept.size() + 1).doesNotHaveDuplicates();
  }

  @Test
  @Thorough
  void anOlderCheckpointGoesOnFromWhereItIsIfThatIsThePolicy() throws Exception {
    relay(settings(10), 3);
    String copy = bed.value(PLACE);
    relay(settings(10), 5);
    relay(settings(10), 5);
    bed.stream.limit(4);
    bed.stream.shortenDeduplication();
    bed.stream.limit(100);
    restore(copy);

    Relay relay = bed.relay(settings(10).withChangedStream(ChangedStream.CONTINUE));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 10);
    bed.awaitAllRelayed();
    stop(relay);

    // Those that the stream had stay alone.
    assertThat(bed.stream.ids()).containsAll(bed.tableIds().subList(3, 13)).hasSize(10);
    assertThat(log.lines())
        .noneMatch(line -> line.contains("nothing is stored twice"))
        .anyMatch(
            line ->
                line.contains("were removed by the stream's limits")
                    && line.startsWith("WARN Polling paused"));
  }

  /** A stream that takes no other subject than the relay's. */
  private void createForOneSubject() throws Exception {
    try (Connection nats = Nats.connect(bed.nats.url())) {
      bed.stream.delete();
      var _ =
          nats.jetStreamManagement()
              .addStream(
                  StreamConfiguration.builder()
                      .name(SandboxSchema.STREAM)
                      .subjects(SandboxSchema.SUBJECT)
                      .build());
    }
  }

  private void publishAsAnother(String subject) throws Exception {
    try (Connection nats = Nats.connect(bed.nats.url())) {
      for (int i = 0; i < 20; i++) {
        var _ = nats.jetStream().publish(subject, new byte[0]);
      }
    }
  }

  /** As after a weekend without rows: nothing was stored behind what is gone. */
  @Test
  void aRelayThatWasQuietUntilItsPlaceWasTooOldBegins() throws Exception {
    createForOneSubject();
    relay(settings(10), 3);
    bed.stream.limitAge(Duration.ofSeconds(1));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> bed.stream.count() == 0);

    relay(settings(10), 1);

    assertThat(log.lines()).noneMatch(line -> line.contains("were removed by the stream's limits"));
    assertThat(bed.checkpointed()).isEqualTo(4);
  }

  /** It takes no other subject, and yet what is gone was another publisher's. */
  @Test
  void whatIsGoneOfASubjectThatOthersFillAsWellIsToldOnce() throws Exception {
    createForOneSubject();
    relay(settings(10), 3);
    publishAsAnother(SandboxSchema.SUBJECT);
    bed.stream.limit(4);

    relay(settings(10), 1);

    assertThat(log.lines())
        .filteredOn(line -> line.contains("were removed by the stream's limits"))
        .singleElement()
        .asString()
        .startsWith("WARN Stream TXLOG: 16 messages behind message 4, at which the checkpoint is");
    assertThat(bed.checkpointed()).isEqualTo(4);
  }

  /** No later term has begun since, but what is left begins with a row of ours. */
  @Test
  @Thorough
  void anOlderCheckpointOfTheSameTermIsDecided() throws Exception {
    createForOneSubject();
    bed.insert(3, PAST);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 3);
    bed.awaitAllRelayed();
    String copy = bed.value(PLACE);
    bed.insert(5, PAST.plusSeconds(3));
    bed.awaitAllRelayed();
    stop(relay);
    bed.stream.limit(2);
    List<String> kept = bed.stream.ids();
    restore(copy);

    assertThat(operator.failureOf(settings(10)).message())
        .startsWith("stream TXLOG: 3 messages behind message 4");
    assertThat(bed.stream.ids()).isEqualTo(kept);
  }

  /** Nothing of the later terms is left that could tell of them. */
  @Test
  void aStreamOfTheRelayAloneTellsByItsNumbers() throws Exception {
    createForOneSubject();
    relay(settings(10), 3);
    String copy = bed.value(PLACE);
    relay(settings(10), 5);
    bed.stream.limit(100);
    bed.stream.purge();
    restore(copy);

    assertThat(operator.failureOf(settings(10)).message())
        .startsWith("stream TXLOG: 6 messages behind message 4");
  }

  /** Of others, maybe: nobody can tell. */
  @Test
  void whatIsGoneOfAStreamThatOthersFillAsWellIsToldOnce() throws Exception {
    relay(settings(10), 3);
    publishAsAnother("txlog.others");
    bed.stream.limit(4);

    relay(settings(10), 1);

    assertThat(log.lines())
        .filteredOn(line -> line.contains("were removed by the stream's limits"))
        .containsExactly(
            "WARN Stream TXLOG: 16 messages behind message 4, at which the checkpoint is, were"
                + " removed by the stream's limits: if the checkpoint was restored from an older"
                + " copy, rows that were among them are sent once more");
  }

  /** That is no other stream, and no rows are to be sent again; but they are not in it. */
  @Test
  void aPurgeOfAStreamWithoutLimitsIsToldOnce() throws Exception {
    relay(settings(10), 3);
    bed.stream.purge();

    relay(settings(10), 1);

    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN Stream "))
        .containsExactly(
            "WARN Stream TXLOG: message 4, at which the checkpoint is, was removed, though the"
                + " stream has no limits: it was purged, or messages were deleted. Which rows are"
                + " not in it any more: signalbox verify txlog");
    assertThat(bed.stream.ids()).hasSize(1);
  }

  /** So that nothing of the earlier term of that number, awake again, is taken for this one's. */
  @Test
  void aTermThatGotTheNumberOfAnEarlierOneIsGivenAnother() throws Exception {
    relay(settings(10), 3);
    bed.forgetPosition();
    bed.execute("UPDATE tracking.signalbox_checkpoint SET owner_epoch = 0");
    bed.stream.shortenDeduplication();

    relay(settings(10), 1);

    assertThat(bed.value("SELECT owner_epoch FROM signalbox_checkpoint")).isEqualTo("2");
    bed.assertExactlyOnce();
  }
}
