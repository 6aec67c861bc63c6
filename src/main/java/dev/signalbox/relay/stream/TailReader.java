package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.JetStreamError;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads messages of the stream one by one, by their numbers. That disturbs no consumer, and works
 * for a work queue, which may have one consumer only.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class TailReader {
  private final RelaySink sink;

  TailReader(RelaySink sink) {
    this.sink = sink;
  }

  /** What of ours lies behind that message; what is stored later than the call began may miss. */
  Tail after(NatsSession nats, CheckpointRecord checkpoint, long known)
      throws IOException, JetStreamApiException {
    StreamInfo stream = nats.jetStreamManagement().getStreamInfo(sink.stream());
    long last = stream.getStreamState().getLastSequence();
    OurMessages found = new OurMessages(checkpoint);
    Optional<MessageInfo> message = next(nats, known + 1, last);
    long there = 0;
    while (message.isPresent()) {
      there++;
      found.add(message.get().getHeaders(), message.get().getSeq());
      message = next(nats, message.get().getSeq() + 1, last);
    }
    return found.in(stream, last, Math.max(0, last - known) - there);
  }

  /** The first message on our subject between these two, both included. */
  Optional<MessageInfo> next(NatsSession nats, long from, long last)
      throws IOException, JetStreamApiException {
    if (from > last) {
      return Optional.empty();
    }
    try {
      return Optional.of(nats.nextMessage(sink.stream(), from, sink.subject()))
          .filter(message -> message.getSeq() <= last);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == JetStreamError.NO_MESSAGE.code()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
