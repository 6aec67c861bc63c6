package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A relay that is to publish elsewhere than its checkpoint knows. */
@Timeout(120)
class RelayRedirectedTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final RelayOperator operator = new RelayOperator(bed);

  private static PollingSettings to(String stream, String subject) {
    PollingSettings now = settings(10);
    return new PollingSettings(
        now.programName(),
        now.source(),
        now.sink(),
        now.checkpoint(),
        now.table(),
        now.idColumn(),
        now.timestampColumn(),
        stream,
        subject,
        now.interval(),
        now.batchSize(),
        TimestampSettings.DEFAULT);
  }

  @Test
  void anotherSubjectIsAskedForAndGetsTheRowsThatCome() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    PollingSettings other = to(SandboxSchema.STREAM, "txlog.renamed");

    Failure failure = operator.failureOf(other);

    assertThat(failure.message())
        .isEqualTo("the checkpoint of txlog is one of subject txlog.events, not txlog.renamed");
    operator.obey(failure, 0);
    bed.insert(1, PAST.plusSeconds(1));
    operator.relayAll(other);
    // Of each term the record, and its rows.
    assertThat(bed.stream.count()).isEqualTo(1 + 5 + 1 + 1);
    assertThat(bed.checkpointed()).isEqualTo(6);
  }

  @Test
  void anotherStreamIsAskedForAndGetsTheRowsThatCome() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    try (Connection nats = Nats.connect(bed.nats.url())) {
      var _ =
          nats.jetStreamManagement()
              .addStream(StreamConfiguration.builder().name("OTHER").subjects("other.>").build());
      PollingSettings other = to("OTHER", "other.events");

      Failure failure = operator.failureOf(other);

      assertThat(failure.message())
          .isEqualTo(
              "the checkpoint of txlog is one of stream TXLOG, not OTHER; subject txlog.events,"
                  + " not other.events");
      operator.obey(failure, 0);
      // Its place is one of the other stream still.
      operator.obey(operator.failureOf(other), 0);
      bed.insert(1, PAST.plusSeconds(1));
      operator.relayAll(other);
      // The record of the term, and the row that came.
      assertThat(nats.jetStreamManagement().getStreamInfo("OTHER").getStreamState().getMsgCount())
          .isEqualTo(2);
      assertThat(bed.stream.ids()).isEqualTo(bed.tableIds().subList(0, 5));
    }
  }
}
