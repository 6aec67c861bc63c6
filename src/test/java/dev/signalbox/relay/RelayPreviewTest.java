package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.RowMessage;
import dev.signalbox.relay.tools.PreviewTool;
import dev.signalbox.testing.Askers;
import io.nats.client.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What would be published next is shown, and is what is published then. */
@Timeout(120)
class RelayPreviewTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  private PreviewTool.Preview preview(int rows) throws Exception {
    return new PreviewTool(bed.bench(settings(1_000))).preview(rows);
  }

  private void relayAll(int rows) {
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, rows);
    bed.awaitAllRelayed();
    stop(relay);
  }

  /** A message's headers, but for what it says of the message before it. */
  private static RowMessage published(Message message) {
    Map<String, String> headers = new LinkedHashMap<>();
    message
        .getHeaders()
        .forEach(
            (name, values) -> {
              if (!name.startsWith("Nats-Expected-Last-")) {
                headers.put(name, values.getFirst());
              }
            });
    return new RowMessage(
        message.getSubject(), headers, new String(message.getData(), StandardCharsets.UTF_8));
  }

  @Test
  void whatIsShownIsWhatIsPublished() throws Exception {
    bed.insert(3, PAST);
    relayAll(3);
    bed.insert(4, PAST.plusSeconds(1));
    bed.execute("UPDATE tracking.TXLOG_EVENTS SET EVENT_DATA = 'ä \"\n' WHERE ID > 3");
    long stored = bed.stream.count();

    PreviewTool.Preview some = preview(2);
    assertThat(some.after()).contains(Position.of(PAST, bed.tableIds().get(2)));
    assertThat(some.messages()).hasSize(2);
    assertThat(some.more()).isTrue();
    PreviewTool.Preview all = preview(10);
    assertThat(all.messages()).hasSize(4);
    assertThat(all.more()).isFalse();
    assertThat(bed.stream.count()).isEqualTo(stored);
    assertThat(bed.checkpointed()).isEqualTo(3);

    relayAll(4);
    List<RowMessage> published = new ArrayList<>();
    bed.stream.messages().forEach(message -> published.add(published(message)));
    assertThat(published.subList(3, 7)).isEqualTo(all.messages());
    assertThat(preview(10).messages()).isEmpty();
  }

  @Test
  void aRelayThatNeverStartedIsShownFromTheBeginning() throws Exception {
    bed.insert(2, PAST);

    PreviewTool.Preview preview = preview(1);

    assertThat(preview.after()).isEmpty();
    assertThat(preview.messages().getFirst().headers().get("Nats-Msg-Id"))
        .isEqualTo(
            "(made at the first start):%s:%s"
                .formatted(Position.of(PAST, "").timestamp(), bed.tableIds().getFirst()));
    assertThat(
            bed.value(
                "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME LIKE 'signal%'"))
        .isEqualTo("0");
    assertThat(bed.stream.count()).isZero();
  }

  @Test
  void aPositionThatMeansNothingIsTold() throws Exception {
    bed.insert(1, PAST);
    relayAll(1);
    bed.execute("UPDATE tracking.signalbox_checkpoint SET pos_id = '1e999999999'");

    assertThat(catchThrowableOfType(RelayException.class, () -> preview(1)).failure().message())
        .startsWith("the checkpoint of txlog is at ")
        .endsWith(" / 1e999999999, where no row of the table can be");
  }
}
