package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.PublishOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The checkpoint's place in the stream hides nothing that the next start has to find. */
@Timeout(120)
class RelayCheckpointTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @BeforeEach
  void makeRoomForRowsThatAreTooLarge() throws Exception {
    bed.execute("ALTER TABLE tracking.TXLOG_EVENTS MODIFY EVENT_DATA LONGTEXT");
  }

  private void setLength(String id, int length) throws Exception {
    bed.execute(
        "UPDATE tracking.TXLOG_EVENTS SET EVENT_DATA = REPEAT('x', %d) WHERE ID = %s"
            .formatted(length, id));
  }

  private long streamSequence() throws Exception {
    return Long.parseLong(bed.value("SELECT stream_seq FROM signalbox_checkpoint"));
  }

  @Test
  void whatWasSentBeforeARowThatIsTooLargeCounts() throws Exception {
    bed.insert(400, PAST);
    List<String> ids = bed.tableIds();
    setLength(ids.getLast(), 2_000_000);
    Relay relay = bed.relay(settings(1000));
    relay.start(Askers.TEST);

    assertThat(await(relay, RelayState.Failed.class).cause().message()).contains("makes a message");
    assertThat(bed.checkpointed()).isEqualTo(399);
    assertThat(streamSequence()).isLessThanOrEqualTo(399);

    bed.stream.shortenDeduplication();
    setLength(ids.getLast(), 1);
    relay.start(Askers.TEST);
    bed.awaitAllRelayed();
    stop(relay);
    bed.assertExactlyOnce();
    // Behind the records of both terms.
    assertThat(streamSequence()).isEqualTo(402);
  }

  @Test
  void aRowThatLandedBeforeThoseOfAnEarlierPageIsFoundAgain() throws Exception {
    Relay relay = bed.relay(settings(3));
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    stop(relay);
    bed.insert(6, PAST);
    List<String> ids = bed.tableIds();
    // As a relay leaves it that had to send all but one row again, and then was killed.
    for (int index : new int[] {4, 0, 1, 2}) {
      publish(ids.get(index));
    }
    setLength(ids.get(3), 2_000_000);
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Failed.class);
    assertThat(bed.checkpointed()).isEqualTo(3);
    assertThat(streamSequence()).isZero();

    bed.stream.shortenDeduplication();
    setLength(ids.get(3), 1);
    relay.start(Askers.TEST);
    bed.awaitAllRelayed();
    stop(relay);

    assertThat(bed.stream.ids()).containsExactlyInAnyOrderElementsOf(ids);
    // What the first pages held back is caught up with, behind the records of both terms.
    assertThat(streamSequence()).isEqualTo(8);
  }

  private void publish(String id) throws Exception {
    String source = bed.value("SELECT source_id FROM signalbox_checkpoint");
    String messageId = source + ":" + Position.of(PAST, id).timestamp() + ":" + id;
    try (Connection connection = Nats.connect(bed.nats.url())) {
      var _ =
          connection
              .jetStream()
              .publish(
                  SandboxSchema.SUBJECT,
                  "{}".getBytes(StandardCharsets.UTF_8),
                  PublishOptions.builder().messageId(messageId).build());
    }
  }
}
