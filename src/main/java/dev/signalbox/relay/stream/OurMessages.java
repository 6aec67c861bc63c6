package dev.signalbox.relay.stream;

import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.state.Position;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import io.nats.client.support.NatsJetStreamConstants;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what of a stream's messages is ours: rows, and records of the terms that wrote them.
 *
 * <p>Threading: for one thread.
 */
final class OurMessages {
  private final CheckpointRecord checkpoint;
  private final Map<Position, Long> rows = new HashMap<>();
  private long highestEpoch;

  OurMessages(CheckpointRecord checkpoint) {
    this.checkpoint = checkpoint;
  }

  void add(@Nullable Headers headers, long sequence) {
    String id = headers == null ? null : headers.getFirst(NatsJetStreamConstants.MSG_ID_HDR);
    if (headers == null || id == null || !checkpoint.isOurs(id)) {
      return;
    }
    highestEpoch = Math.max(highestEpoch, epoch(headers.getFirst(RowSender.EPOCH_HEADER)));
    checkpoint.row(id).ifPresent(row -> rows.put(row, sequence));
  }

  private static long epoch(@Nullable String text) {
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      // Somebody has copied our id: that proves no term of ours.
      return 0;
    }
  }

  Tail in(StreamInfo stream, long last, long removed) {
    return new Tail(StreamCheck.created(stream), Map.copyOf(rows), highestEpoch, last, removed);
  }
}
