package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.JetStreamError;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamInfo;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads messages of the stream one by one, by their numbers. That disturbs no consumer, and works
 * for a work queue, which may have one consumer only.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class TailReader {
  private static final String ANY_SUBJECT = ">";

  private final RelaySink sink;

  TailReader(RelaySink sink) {
    this.sink = sink;
  }

  /** What of ours lies behind that message; what is stored later than the call began may miss. */
  Tail after(NatsSession nats, CheckpointRecord checkpoint, long known)
      throws IOException, JetStreamApiException {
    return after(nats, known, new OurMessages(checkpoint));
  }

  /**
   * The same behind the checkpoint's place in a stream that removes what was consumed. Which
   * messages those were nobody knows; the records of terms among them, where they are known, do not
   * count as removed, because they are no rows.
   */
  Tail afterConsumption(NatsSession nats, CheckpointRecord checkpoint)
      throws IOException, JetStreamApiException {
    long known = checkpoint.streamSequence();
    OurMessages found = new OurMessages(checkpoint);
    Tail tail = after(nats, known, found);
    return tail.removed() == 0
        ? tail
        : tail.without(found.recordsRemoved(term(nats, checkpoint, known)));
  }

  private Tail after(NatsSession nats, long known, OurMessages found)
      throws IOException, JetStreamApiException {
    StreamInfo stream = nats.jetStreamManagement().getStreamInfo(sink.stream());
    long last = stream.getStreamState().getLastSequence();
    Optional<MessageInfo> message = next(nats, known + 1, last);
    long there = 0;
    while (message.isPresent()) {
      there++;
      found.add(message.get().getHeaders(), message.get().getSeq());
      message = next(nats, message.get().getSeq() + 1, last);
    }
    return found.in(stream, last, Math.max(0, last - known) - there);
  }

  /** The term that was under way at a place; empty if it cannot be seen there. */
  private OptionalLong term(NatsSession nats, CheckpointRecord checkpoint, long sequence)
      throws IOException, JetStreamApiException {
    return sequence == 0
        ? OptionalLong.of(0)
        : at(nats, sequence)
            .filter(message -> id(message).filter(checkpoint::isOurs).isPresent())
            .map(MessageInfo::getHeaders)
            .map(OurMessages::epoch)
            .stream()
            .mapToLong(Long::longValue)
            .findFirst();
  }

  /** The message at that place, whatever its subject; empty if it was removed. */
  Optional<MessageInfo> at(NatsSession nats, long sequence)
      throws IOException, JetStreamApiException {
    return next(nats, sequence, sequence, ANY_SUBJECT);
  }

  /** What lies at a place where a message of ours was stored. */
  enum Place {
    OURS,

    /** The stream is another one, or an older copy that has grown since. */
    ANOTHERS,

    /** It was removed, by the stream itself or by somebody. */
    EMPTY
  }

  Place place(NatsSession nats, CheckpointRecord checkpoint, long sequence)
      throws IOException, JetStreamApiException {
    Optional<MessageInfo> there = at(nats, sequence);
    if (there.isEmpty()) {
      return Place.EMPTY;
    }
    return there.flatMap(TailReader::id).filter(checkpoint::isOurs).isPresent()
        ? Place.OURS
        : Place.ANOTHERS;
  }

  static Optional<String> id(MessageInfo message) {
    return Optional.ofNullable(message.getHeaders())
        .map(headers -> headers.getFirst(NatsJetStreamConstants.MSG_ID_HDR));
  }

  /** The first message on our subject between these two, both included. */
  Optional<MessageInfo> next(NatsSession nats, long from, long last)
      throws IOException, JetStreamApiException {
    return next(nats, from, last, sink.subject());
  }

  private Optional<MessageInfo> next(NatsSession nats, long from, long last, String subject)
      throws IOException, JetStreamApiException {
    if (from > last) {
      return Optional.empty();
    }
    try {
      return Optional.of(nats.nextMessage(sink.stream(), from, subject))
          .filter(message -> message.getSeq() <= last);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == JetStreamError.NO_MESSAGE.code()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
