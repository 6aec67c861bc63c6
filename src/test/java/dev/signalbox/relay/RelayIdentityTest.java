package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.Finding;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.RelayCheck;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.PollingSettings.ChangedStream;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A checkpoint knows of what it is a position, and in which stream. */
@Timeout(180)
class RelayIdentityTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final RelayOperator operator = new RelayOperator(bed);

  @Test
  void anotherColumnMeansOtherPositions() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    PollingSettings now = settings(10);
    PollingSettings other =
        new PollingSettings(
            now.programName(),
            now.source(),
            now.sink(),
            now.checkpoint(),
            now.table(),
            now.idColumn(),
            "CREATED_AT",
            now.stream(),
            now.subject(),
            now.interval(),
            now.batchSize(),
            TimestampSettings.DEFAULT);

    Failure failure = operator.failureOf(other);

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.message())
        .isEqualTo(
            "the checkpoint of txlog is one of timestamp_column EVENT_TIMESTAMP, not CREATED_AT");
    operator.obey(failure, 0);
    bed.insert(1, PAST.plusSeconds(1));
    operator.relayAll(other);
    bed.assertExactlyOnce();
  }

  @Test
  void aStreamThatWasMadeAnewWhileNobodyLookedIsNotTakenForTheOld() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.stream.delete();
    bed.stream.create();
    bed.insert(2, PAST.plusSeconds(1));

    Failure failure = operator.failureOf(settings(10));

    assertThat(failure.message())
        .startsWith("stream TXLOG was made anew at ")
        .endsWith("rows that count as relayed are not in it");
    operator.obey(failure, 0);
    operator.relayAll(settings(10));
    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds().subList(5, 7));
  }

  /** A nats-server dates a stream anew that was changed and whose server was started twice. */
  @Test
  void aStreamThatIsDatedAnewIsTheSameIfItHasWhatTheCheckpointKnows() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    String made = bed.value("SELECT stream_created FROM signalbox_checkpoint");
    bed.stream.shortenDeduplication();
    bed.stream.shortenDeduplication();
    bed.insert(1, PAST.plusSeconds(1));
    assertThat(new RelayCheck(bed.bench(settings(10))).findings())
        .extracting(Finding::result)
        .doesNotContain(Finding.Result.FAILED);

    operator.relayAll(settings(10));

    bed.assertExactlyOnce();
    assertThat(bed.value("SELECT stream_created FROM signalbox_checkpoint")).isNotEqualTo(made);
  }

  @Test
  void aStreamThatIsMadeAnewMeanwhileIsNotTakenForTheOld() throws Exception {
    bed.insert(5, PAST);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 5);
    bed.awaitAllRelayed();
    bed.stream.delete();
    bed.stream.create();
    bed.insert(2, PAST.plusSeconds(1));

    Failure failure = await(relay, RelayState.Failed.class).cause();

    assertThat(failure.message()).startsWith("stream TXLOG was made anew at ");
    operator.obey(failure, 1);
    operator.relayAll(settings(10));
    bed.assertExactlyOnce();
  }

  @Test
  void aStreamThatHasLostItsEndIsNoticed() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.execute("UPDATE tracking.signalbox_checkpoint SET stream_seq = 1000");

    Failure failure = operator.failureOf(settings(10));

    assertThat(failure.message())
        .contains("ends at message 6, the checkpoint is at 1000", "restored from an older copy");
  }

  private static PollingSettings given(ChangedStream policy) {
    return settings(10).withChangedStream(policy);
  }

  @Test
  void aStreamThatWasMadeAnewGoesOnBehindWhatTheOldOneHadIfThatIsThePolicy() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.stream.delete();
    bed.stream.create();
    bed.insert(2, PAST.plusSeconds(1));

    assertThat(new RelayCheck(bed.bench(given(ChangedStream.CONTINUE))).findings())
        .extracting(Finding::words)
        .anySatisfy(words -> assertThat(words).endsWith("on_changed_stream: continue"));
    operator.relayAll(given(ChangedStream.CONTINUE));

    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds().subList(5, 7));
    assertThat(bed.checkpointed()).isEqualTo(7);
  }

  @Test
  void aStreamThatIsMadeAnewMeanwhileGetsEveryRowIfThatIsThePolicy() throws Exception {
    bed.insert(5, PAST);
    Relay relay = bed.relay(given(ChangedStream.RESEND));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 5);
    bed.awaitAllRelayed();
    bed.stream.delete();
    bed.stream.create();
    bed.insert(2, PAST.plusSeconds(1));

    awaitAcknowledged(relay, 12);
    bed.awaitAllRelayed();
    stop(relay);

    bed.assertExactlyOnce();
  }

  /** One that keeps all tells which rows it has. */
  @Test
  void aStreamThatHasLostRowsGetsThoseAloneIfThatIsThePolicy() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.stream.deleteMessage(6);
    // A server that has lost messages was started again since, and does not know their ids.
    bed.stream.shortenDeduplication();
    bed.execute("UPDATE tracking.signalbox_checkpoint SET stream_seq = 1000");

    operator.relayAll(given(ChangedStream.RESEND));

    bed.assertExactlyOnce();
  }

  @Test
  void rowsThatTheStreamHasRemovedAreNotSentAgainWhateverThePolicy() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.stream.limit(100);
    bed.execute("UPDATE tracking.signalbox_checkpoint SET stream_seq = 1000");

    assertThat(operator.failureOf(given(ChangedStream.RESEND)).nextStep())
        .startsWith("on_changed_stream: resend is of no help, because the stream removes messages");
    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds());
  }

  @Test
  void aNameThatDiffersInCaseOnlyIsAsked() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.execute("UPDATE tracking.signalbox_checkpoint SET program_name = 'TxLog'");

    assertThat(operator.failureOf(settings(10)).message())
        .isEqualTo("there is a checkpoint of TxLog, but none of txlog");
  }

  @Test
  void aCheckpointThatIsGoneIsAskedFor() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.stream.shortenDeduplication();
    bed.execute("DELETE FROM tracking.signalbox_checkpoint");
    bed.insert(1, PAST.plusSeconds(1));

    Failure failure = operator.failureOf(settings(10));

    assertThat(failure.message())
        .isEqualTo(
            "there is no checkpoint of txlog, but stream TXLOG has rows of a relay whose checkpoint"
                + " is gone");
    String last = "2026-01-01T10:00:00.000000000," + bed.tableIds().get(4);
    assertThat(failure.nextStep())
        .contains(
            "signalbox position txlog --set '" + last + "' --yes",
            "signalbox position txlog --set beginning --yes");
    assertThat(new RelayCheck(bed.bench(settings(10))).findings())
        .anyMatch(finding -> finding.words().equals(failure.message()));
    assertThat(bed.value("SELECT COUNT(*) FROM signalbox_checkpoint")).isEqualTo("0");

    PositionTool tool = new PositionTool(bed.bench(settings(10)));
    tool.apply(tool.plan(Target.parse(last)), Askers.TEST);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 1);
    stop(relay);
    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds());
  }

  @Test
  void aCheckpointThatIsGoneIsAskedForThoughOthersHavePublishedSince() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.execute("DELETE FROM tracking.signalbox_checkpoint");
    try (Connection nats = Nats.connect(bed.nats.url())) {
      for (int i = 0; i < 50; i++) {
        var _ = nats.jetStream().publish(SandboxSchema.SUBJECT, new byte[0]);
      }
    }

    Failure failure = operator.failureOf(settings(10));

    assertThat(failure.message()).startsWith("there is no checkpoint of txlog, but stream TXLOG");
    assertThat(failure.nextStep())
        .contains(
            "signalbox position txlog --set '2026-01-01T10:00:00.000000000,%s' --yes"
                .formatted(bed.tableIds().get(4)));
  }

  @Test
  void aRelayWithoutAPositionBeginsInAStreamThatIsMadeAnew() throws Exception {
    try (Connection nats = Nats.connect(bed.nats.url())) {
      for (int i = 0; i < 20; i++) {
        var _ = nats.jetStream().publish(SandboxSchema.SUBJECT, new byte[0]);
      }
    }
    Relay idle = bed.relay(settings(10));
    idle.start(Askers.TEST);
    var _ = await(idle, RelayState.Running.class);
    stop(idle);
    bed.stream.delete();
    bed.stream.create();
    bed.insert(5, PAST);

    operator.relayAll(settings(10));
    operator.relayAll(settings(10));

    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds());
  }

  @Test
  void rowsOfARelayThatHasItsCheckpointBotherNoNewOne() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    PollingSettings now = settings(10);
    PollingSettings second =
        new PollingSettings(
            "second",
            now.source(),
            now.sink(),
            now.checkpoint(),
            now.table(),
            now.idColumn(),
            now.timestampColumn(),
            now.stream(),
            now.subject(),
            now.interval(),
            now.batchSize(),
            TimestampSettings.DEFAULT);

    Relay relay = bed.relay(second);
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 5);
    stop(relay);

    assertThat(bed.stream.ids()).hasSize(10);
  }

  @Test
  void aTableOfAnEarlierVersionIsCompleted() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.execute(
        "ALTER TABLE tracking.signalbox_checkpoint DROP COLUMN origin, DROP COLUMN stream_created");
    bed.insert(1, PAST.plusSeconds(1));

    operator.relayAll(settings(10));

    bed.assertExactlyOnce();
    assertThat(bed.value("SELECT origin FROM signalbox_checkpoint"))
        .contains("table=TXLOG_EVENTS", "timestamp_column=EVENT_TIMESTAMP");
    assertThat(bed.value("SELECT stream_created FROM signalbox_checkpoint")).startsWith("20");
  }
}
