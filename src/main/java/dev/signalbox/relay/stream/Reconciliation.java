package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.JetStreamError;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.state.Position;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds out what of ours the stream has that the checkpoint does not know: what was published
 * before a crash, or acknowledged while nobody could commit. It reads message ids from the stream
 * itself, so it needs no deduplication window.
 */
final class Reconciliation {
  private final RelaySink sink;
  private final RelayLimits limits;

  Reconciliation(RelaySink sink, RelayLimits limits) {
    this.sink = sink;
    this.limits = limits;
  }

  /** Our rows behind the checkpoint's place in the stream, with their sequence numbers. */
  Map<Position, Long> storedAfter(CheckpointRecord checkpoint) throws RelayException {
    return sink.ask(limits.scan(), nats -> scan(nats, checkpoint));
  }

  private Map<Position, Long> scan(NatsSession nats, CheckpointRecord checkpoint)
      throws IOException, JetStreamApiException, InterruptedException {
    long from = firstToScan(nats, checkpoint.streamSequence());
    if (!hasMessage(nats, from)) {
      return Map.of();
    }
    Map<Position, Long> stored = new HashMap<>();
    JetStream jetStream = nats.jetStream();
    JetStreamSubscription subscription = jetStream.subscribe(sink.subject(), headersFrom(from));
    try {
      boolean more = true;
      while (more) {
        Message message = subscription.nextMessage(limits.scanMessage());
        if (message == null) {
          throw new IOException(
              "no message for " + limits.scanMessage() + " while scanning the stream");
        }
        String id = message.getHeaders() == null ? null : messageId(message);
        if (id != null) {
          long sequence = message.metaData().streamSequence();
          checkpoint.row(id).ifPresent(row -> stored.put(row, sequence));
        }
        more = message.metaData().pendingCount() > 0;
      }
    } finally {
      subscription.unsubscribe();
    }
    return stored;
  }

  private static String messageId(Message message) {
    return message.getHeaders().getFirst(NatsJetStreamConstants.MSG_ID_HDR);
  }

  /** A stream that ends before the checkpoint's place was made anew and is scanned whole. */
  private long firstToScan(NatsSession nats, long known) throws IOException, JetStreamApiException {
    long last =
        nats.jetStreamManagement().getStreamInfo(sink.stream()).getStreamState().getLastSequence();
    return last < known ? 1 : known + 1;
  }

  private boolean hasMessage(NatsSession nats, long from)
      throws IOException, JetStreamApiException {
    try {
      var _ = nats.jetStreamManagement().getNextMessage(sink.stream(), from, sink.subject());
      return true;
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == JetStreamError.NO_MESSAGE.code()) {
        return false;
      }
      throw e;
    }
  }

  private PushSubscribeOptions headersFrom(long sequence) {
    return PushSubscribeOptions.builder().stream(sink.stream())
        .ordered(true)
        .configuration(
            ConsumerConfiguration.builder()
                .deliverPolicy(DeliverPolicy.ByStartSequence)
                .startSequence(sequence)
                .headersOnly(true)
                .build())
        .build();
  }
}
