package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.state.Position;
import java.util.Optional;

/**
 * A relay's row of the checkpoint table, as the holder of the lease found it.
 *
 * @param sourceId made once at the first start; part of every message id, so that these survive
 *     restarts, renamed hosts and copied configurations
 * @param epoch rises with each change of the lease's holder; a commit under an older one fails
 * @param streamSequence nothing of ours that the checkpoint does not know lies at or before this
 *     place in the stream
 * @param streamCreated when the stream was made of which that is a place; empty if nobody knows
 */
public record CheckpointRecord(
    String sourceId,
    long epoch,
    Optional<Position> position,
    long processed,
    long streamSequence,
    Optional<String> streamCreated) {

  /** The same at all times for the same row, whoever sends it, and however often. */
  public String messageId(Position row) {
    return sourceId + ":" + row.timestamp() + ":" + row.encodedId();
  }

  /** The row of which {@link #messageId} makes this; empty if that is no message of ours. */
  public Optional<Position> row(String messageId) {
    String ours = sourceId + ":";
    int end = ours.length() + Position.TIMESTAMP_LENGTH;
    return messageId.startsWith(ours) && messageId.length() > end && messageId.charAt(end) == ':'
        ? Optional.of(
            Position.decoded(messageId.substring(ours.length(), end), messageId.substring(end + 1)))
        : Optional.empty();
  }

  /** Of the message that tells that a term has begun. */
  public String epochRecordId() {
    return sourceId + ":epoch:" + epoch;
  }

  /** Whether that is the id of a message of this relay, whoever's term it was. */
  public boolean isOurs(String messageId) {
    return messageId.startsWith(sourceId + ":");
  }

  CheckpointRecord of(String stream) {
    return new CheckpointRecord(
        sourceId, epoch, position, processed, streamSequence, Optional.of(stream));
  }

  CheckpointRecord advanced(Advance by) {
    return new CheckpointRecord(
        sourceId,
        epoch,
        Optional.of(by.to()),
        processed + by.rows(),
        by.streamSequence(),
        streamCreated);
  }
}
