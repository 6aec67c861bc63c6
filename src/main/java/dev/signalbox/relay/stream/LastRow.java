package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.JetStreamError;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.checkpoint.StreamEnd;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.util.Optional;

/**
 * The last message on the relay's subject, where that is one of a relay's.
 *
 * <p>Threading: blocking; for the run's thread.
 */
record LastRow(RelaySink sink, RelayLimits limits) implements StreamEnd.LastOfRelay {

  @Override
  public Optional<StreamEnd.LastMessage> read() throws RelayException {
    return sink.ask(limits.tail(), this::read);
  }

  private Optional<StreamEnd.LastMessage> read(NatsSession nats)
      throws IOException, JetStreamApiException {
    try {
      MessageInfo last = nats.lastMessage(sink.stream(), sink.subject());
      return Optional.ofNullable(last.getHeaders())
          .filter(headers -> headers.containsKey(RowSender.EPOCH_HEADER))
          .flatMap(
              headers ->
                  TailReader.id(last)
                      .map(
                          id ->
                              new StreamEnd.LastMessage(
                                  id, headers.containsKey(RowSender.LATE_HEADER))));
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == JetStreamError.NO_MESSAGE.code()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
