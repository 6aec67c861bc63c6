package dev.signalbox.relay.stream;

import dev.signalbox.base.Durations;
import dev.signalbox.base.ForeignText;
import dev.signalbox.connection.nats.JetStreamError;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.state.Position;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.NatsMessage;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the stream whatever does not belong there now: a row of a term that was taken over,
 * and a row that is sent again and was stored already. The stream's own memory of message ids is
 * too short for that, and a frozen process cannot look at its lease.
 *
 * <p>Each term begins with a record of its epoch, which is an empty message and always taken. From
 * there on every row names the place and the id of the message before it, and the server refuses it
 * if that is not the stream's last. So after a record nothing of an older term is stored, and rows
 * are stored in the order in which they were sent. The place alone would come true by chance while
 * the stream grows; the id alone is not known to a server that was restarted. When the chain is
 * broken, by whomever, the end of the stream is read and the chain begins there again.
 *
 * <p>Threading: for the run's thread.
 */
final class Fence {
  private final RelaySink sink;
  private final CallContext calls;
  private final TailReader tails;
  private final CheckpointRecord checkpoint;
  private final boolean mayRemove;
  private boolean announced;
  private long known;
  private long stored;
  private long last;
  private @Nullable String predecessor;

  /**
   * @param known all of ours up to this place in the stream is known
   * @param mayRemove whether the stream may have removed what it takes a row for
   */
  Fence(
      RelaySink sink,
      CallContext calls,
      CheckpointRecord checkpoint,
      long known,
      boolean mayRemove) {
    this.mayRemove = mayRemove;
    this.sink = sink;
    this.calls = calls;
    this.tails = new TailReader(sink);
    this.checkpoint = checkpoint;
    this.known = known;
  }

  /** The term whose rows it lets in. */
  CheckpointRecord term() {
    return checkpoint;
  }

  /** Whether rows may be sent, as far as is known. */
  boolean isUp() {
    return announced;
  }

  /**
   * Begins the chain, or begins it again.
   *
   * @return what lies behind the place that was known
   * @throws RelayException explained; as fenced if a later term has written
   */
  Tail raise() throws RelayException {
    if (!announced) {
      last = announce();
      predecessor = recordId();
      requireUnderSubject(last);
    }
    Tail tail = sink.ask(calls.limits().tail(), nats -> tails.after(nats, checkpoint, known));
    requireSame(tail);
    requireOurs();
    if (tail.highestEpoch() > checkpoint.epoch()) {
      throw overtaken(tail.highestEpoch());
    }
    if (announced || tail.last() != last) {
      last = tail.last();
      predecessor = null;
    }
    announced = true;
    known = last;
    return tail;
  }

  /** A condition here would keep the new term out for as long as an old one writes. */
  private long announce() throws RelayException {
    RowHeaders headers = headers().put(NatsJetStreamConstants.MSG_ID_HDR, recordId()).take();
    Message epochRecord = NatsMessage.builder().subject(sink.subject()).headers(headers).build();
    PublishAck stored =
        sink.ask(calls.limits().tail(), nats -> nats.jetStream().publish(epochRecord));
    return stored.getSeqno();
  }

  /**
   * What the account or the server stores under another subject than it was published on is found
   * neither by us when we look for it nor by whoever consumes it.
   */
  private void requireUnderSubject(long sequence) throws RelayException {
    Optional<String> other =
        sink.ask(calls.limits().tail(), nats -> tails.at(nats, sequence))
            .map(MessageInfo::getSubject)
            .filter(subject -> !subject.equals(sink.subject()));
    if (other.isPresent()) {
      throw calls
          .failures()
          .mistake(
              sink.endpoint(),
              "stream %s has under subject %s what was published on %s: a subject mapping"
                      .formatted(sink.stream(), ForeignText.line(other.get()), sink.subject())
                  + " (mappings) of the account or the server",
              "Configure polling.subject as the subject that it is mapped to, or remove the"
                  + " mapping.");
    }
  }

  private String recordId() {
    return checkpoint.epochRecordId();
  }

  /** Begins all headers of the term's messages. */
  RowHeaders.Writer headers() {
    return new RowHeaders.Writer()
        .put(NatsJetStreamConstants.EXPECTED_STREAM_HDR, sink.stream())
        .put(RowSender.EPOCH_HEADER, checkpoint.epoch())
        .endCommon();
  }

  /** What the next message says of the one before it. */
  RowHeaders.Writer link(RowHeaders.Writer headers) {
    if (predecessor != null) {
      headers.repeat(NatsJetStreamConstants.EXPECTED_LAST_MSG_ID_HDR, predecessor);
    }
    return headers.put(NatsJetStreamConstants.EXPECTED_LAST_SEQ_HDR, last);
  }

  /** The driver has taken a message of that id, linked to the one before it. */
  void sent(String messageId) {
    last++;
    predecessor = messageId;
  }

  /** All of ours up to there is known now: what lies before an acknowledged row is. */
  void reached(long sequence) {
    known = Math.max(known, sequence);
    stored = Math.max(stored, sequence);
  }

  /** Whether a row was refused for nothing but what it said of the one before it. */
  static boolean isBroken(Throwable failure) {
    return JetStreamDiagnosis.rootOf(failure) instanceof JetStreamApiException e
        && (e.getApiErrorCode() == JetStreamError.WRONG_LAST_SEQUENCE.code()
            || e.getApiErrorCode() == JetStreamError.WRONG_LAST_ID.code());
  }

  /** The next term finds out what that means. */
  private void requireSame(Tail tail) throws RelayException {
    if (tail.last() < known
        || checkpoint.streamCreated().filter(made -> !made.equals(tail.created())).isPresent()) {
      throw another();
    }
  }

  /** An older copy may have grown since, by what others publish. */
  private void requireOurs() throws RelayException {
    if (stored > 0
        && sink.ask(calls.limits().tail(), nats -> tails.place(nats, checkpoint, stored))
            == TailReader.Place.ANOTHERS) {
      throw another();
    }
  }

  private RelayException another() {
    return refused(
        "stream %s is not the one it was".formatted(sink.stream()),
        "It was made anew, or restored from an older copy; it is looked at once more.");
  }

  private RelayException refused(String words, String nextStep) {
    return new RelayException(
        calls.failures().found(sink.endpoint(), FailureKind.REFUSED, words, nextStep),
        Recovery.RETRY);
  }

  /**
   * Looks whether the stream has what it takes rows for. It remembers an id for its duplicate
   * window, also when the message was deleted, and stores nothing under it.
   *
   * @param claims rows, and where it says that they lie
   * @return the same
   * @throws RelayException retryable, if it does not have one: it will have forgotten the id
   */
  Map<Position, Long> confirm(Map<Position, Long> claims) throws RelayException {
    if (claims.isEmpty()) {
      return claims;
    }
    Optional<RelayException> untrue = sink.ask(calls.limits().tail(), nats -> untrue(nats, claims));
    if (untrue.isPresent()) {
      throw untrue.get();
    }
    return claims;
  }

  private Optional<RelayException> untrue(NatsSession nats, Map<Position, Long> claims)
      throws IOException, JetStreamApiException {
    StreamInfo stream = nats.jetStreamManagement().getStreamInfo(sink.stream());
    for (Map.Entry<Position, Long> claim : claims.entrySet()) {
      Optional<MessageInfo> there = tails.at(nats, claim.getValue());
      boolean has =
          there.isPresent()
              ? there
                  .flatMap(TailReader::id)
                  .filter(checkpoint.messageId(claim.getKey())::equals)
                  .isPresent()
              : mayRemove
                  && StreamLook.Keeping.of(stream.getConfiguration())
                      .mayHaveRemoved(claim.getValue(), stream.getStreamState().getFirstSequence());
      if (!has) {
        return Optional.of(deleted(claim.getKey(), claim.getValue(), stream.getConfiguration()));
      }
    }
    return Optional.empty();
  }

  private RelayException deleted(Position row, long sequence, StreamConfiguration stream) {
    return refused(
        "stream %s takes row %s for a duplicate of message %d, which was deleted"
            .formatted(sink.stream(), row, sequence),
        "The row is stored once the stream has forgotten its id, which it remembers for %s"
                .formatted(Durations.words(stream.getDuplicateWindow()))
            + " (duplicate_window).");
  }

  private RelayException overtaken(long epoch) {
    return new RelayException(
        calls
            .failures()
            .found(
                sink.endpoint(),
                FailureKind.FENCED,
                "stream %s has rows of term %d, this is term %d"
                    .formatted(sink.stream(), epoch, checkpoint.epoch()),
                "Another relay has taken over, or the checkpoint was restored from an older copy;"
                    + " the lease tells which."),
        Recovery.RETRY);
  }
}
