package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.JetStreamError;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.checkpoint.StreamEnd;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.impl.Headers;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last message on the relay's subject that is one of a relay's. Others may have published there
 * since: it is looked for among so many messages of the stream.
 *
 * <p>Threading: blocking; for the run's thread.
 */
record LastRow(RelaySink sink, RelayLimits limits) implements StreamEnd.LastOfRelay {
  private static final int LOOK_BACK = 20_000;

  @Override
  public Optional<StreamEnd.LastMessage> read() throws RelayException {
    Optional<MessageInfo> last = sink.ask(limits.tail(), this::last);
    Optional<StreamEnd.LastMessage> ofRelay =
        last.flatMap(message -> ofRelay(message.getHeaders()));
    return ofRelay.isPresent() || last.isEmpty()
        ? ofRelay
        : sink.ask(limits.scan(), nats -> before(nats, last.get().getSeq()));
  }

  private Optional<MessageInfo> last(NatsSession nats) throws IOException, JetStreamApiException {
    try {
      return Optional.of(nats.lastMessage(sink.stream(), sink.subject()));
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == JetStreamError.NO_MESSAGE.code()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<StreamEnd.LastMessage> before(NatsSession nats, long sequence)
      throws IOException, JetStreamApiException, InterruptedException {
    if (nats.jetStreamManagement()
            .getStreamInfo(sink.stream())
            .getConfiguration()
            .getRetentionPolicy()
        != RetentionPolicy.Limits) {
      // One more consumer is not permitted there, or would keep messages from being removed.
      return Optional.empty();
    }
    Deque<StreamEnd.LastMessage> found = new ArrayDeque<>(1);
    new HeaderScan(sink, limits.scanMessage())
        .read(
            nats,
            Math.max(1, sequence - LOOK_BACK),
            sequence,
            message -> {
              ofRelay(message.getHeaders())
                  .ifPresent(
                      later -> {
                        found.clear();
                        found.add(later);
                      });
              return true;
            });
    return Optional.ofNullable(found.peek());
  }

  private static Optional<StreamEnd.LastMessage> ofRelay(@Nullable Headers of) {
    return Optional.ofNullable(of)
        .filter(headers -> headers.containsKey(RowSender.EPOCH_HEADER))
        .flatMap(
            headers ->
                Optional.ofNullable(headers.getFirst(NatsJetStreamConstants.MSG_ID_HDR))
                    .map(
                        id ->
                            new StreamEnd.LastMessage(
                                id, headers.containsKey(RowSender.LATE_HEADER))));
  }
}
