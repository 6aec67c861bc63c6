package dev.signalbox.relay.stream;

import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import io.nats.client.support.NatsJetStreamConstants;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a row is published as, but for what is said of the message before it, which is known only
 * when it is sent. Its texts are the row's, so they are foreign.
 *
 * @param headers in the order in which they are shown
 * @param body the row as JSON
 */
public record RowMessage(String subject, Map<String, String> headers, String body) {

  /** As the given term publishes it. */
  public static RowMessage of(PollingSettings settings, CheckpointRecord term, SourceRow row) {
    Position position = row.position();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(NatsJetStreamConstants.MSG_ID_HDR, term.messageId(position));
    headers.put(RowSender.POSITION_HEADER, position.timestamp() + " / " + position.encodedId());
    headers.put(NatsJetStreamConstants.EXPECTED_STREAM_HDR, settings.stream());
    headers.put(RowSender.EPOCH_HEADER, Long.toString(term.epoch()));
    return new RowMessage(
        settings.subject(), headers, new String(row.payload(), StandardCharsets.UTF_8));
  }
}
