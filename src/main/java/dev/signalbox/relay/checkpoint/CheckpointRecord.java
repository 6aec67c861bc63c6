package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.state.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A relay's row of the checkpoint table, as the holder of the lease found it.
 *
 * @param sourceId made once at the first start; part of every message id, so that these survive
 *     restarts, renamed hosts and copied configurations
 * @param epoch rises with each change of the lease's holder; a commit under an older one fails
 * @param streamSequence nothing of ours that the checkpoint does not know lies at or before this
 *     place in the stream
 * @param streamCreated when the stream was made of which that is a place; empty if nobody knows
 * @param seenAfter behind which time all rows that were relayed are written down; empty if they are
 *     not
 * @param isPlaceOurs whether a message of ours was stored at that place in the stream
 */
public record CheckpointRecord(
    String sourceId,
    long epoch,
    Optional<Position> position,
    long processed,
    long streamSequence,
    Optional<String> streamCreated,
    Optional<String> seenAfter,
    boolean isPlaceOurs) {
  /** No row of any table is dated before that. */
  private static final String BEGINNING = "0000-01-01T00:00:00.000000000";

  private static final int SOURCE_ID_LENGTH = new UUID(0, 0).toString().length();

  /** Each character of an id may take four bytes, and each byte three characters. */
  private static final int LONGEST_MESSAGE_ID =
      SOURCE_ID_LENGTH + Position.TIMESTAMP_LENGTH + 2 + 3 * 4 * Position.LONGEST_ID;

  /** The same at all times for the same row, whoever sends it, and however often. */
  public String messageId(Position row) {
    return sourceId + ":" + row.timestamp() + ":" + row.recorded().encodedId();
  }

  /** The row of which {@link #messageId} makes this; empty if that is no message of ours. */
  public Optional<Position> row(String messageId) {
    return isOurs(messageId) ? rowBehind(sourceId.length(), messageId) : Optional.empty();
  }

  /** The id of the relay whose message has this one; empty if none has made it. */
  static Optional<String> relayOf(String messageId) {
    return messageId.length() > SOURCE_ID_LENGTH
            && messageId.length() <= LONGEST_MESSAGE_ID
            && messageId.charAt(SOURCE_ID_LENGTH) == ':'
        ? Optional.of(messageId.substring(0, SOURCE_ID_LENGTH))
        : Optional.empty();
  }

  /** The row that any relay's message id names; empty if it names none. */
  static Optional<Position> anyRow(String messageId) {
    return rowBehind(SOURCE_ID_LENGTH, messageId);
  }

  private static Optional<Position> rowBehind(int sourceId, String messageId) {
    int begin = sourceId + 1;
    // Years before the common era have a sign.
    int sign = messageId.startsWith("-", begin) ? 1 : 0;
    int end = begin + sign + Position.TIMESTAMP_LENGTH;
    return messageId.length() > end && messageId.charAt(end) == ':'
        ? Optional.of(
            Position.decoded(messageId.substring(begin, end), messageId.substring(end + 1)))
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

  /** The same in a stream that ends there, if its place lies behind that end. */
  public CheckpointRecord within(long end) {
    return new CheckpointRecord(
        sourceId,
        epoch,
        position,
        processed,
        Math.min(streamSequence, end),
        streamCreated,
        seenAfter,
        isPlaceOurs);
  }

  CheckpointRecord of(String stream) {
    return new CheckpointRecord(
        sourceId,
        epoch,
        position,
        processed,
        streamSequence,
        Optional.of(stream),
        seenAfter,
        isPlaceOurs);
  }

  CheckpointRecord seenAfter(Optional<String> time) {
    return new CheckpointRecord(
        sourceId, epoch, position, processed, streamSequence, streamCreated, time, isPlaceOurs);
  }

  /** Behind which time all rows are still to be relayed. */
  String seenFromNow() {
    return position.map(Position::timestamp).filter(CheckpointRecord::isInOrder).orElse(BEGINNING);
  }

  /** Behind which time rows stay written down when the position moves. */
  Optional<String> seenAfter(Position to, Duration reach) {
    return seenAfter.map(
        before -> {
          String now =
              to.time()
                  .map(time -> Position.of(time.minus(reach), to.id()).timestamp())
                  .orElse(before);
          return isInOrder(now) && now.compareTo(before) > 0 ? now : before;
        });
  }

  /** Years before the common era are not in the order of their texts. */
  private static boolean isInOrder(String timestamp) {
    return timestamp.compareTo(BEGINNING) >= 0;
  }

  CheckpointRecord advanced(Advance by) {
    return new CheckpointRecord(
        sourceId,
        epoch,
        Optional.of(by.to()),
        processed + by.rows(),
        by.streamSequence(),
        streamCreated,
        seenAfter,
        isPlaceOurs || hasMoved(by));
  }

  /** Whether its place in the stream becomes that of another message of ours. */
  boolean hasMoved(Advance by) {
    return by.streamSequence() != streamSequence;
  }
}
