package dev.signalbox.relay.stream;

import dev.signalbox.relay.state.Position;
import java.util.Map;

/**
 * What of ours lies in a part of the stream that ends at its end.
 *
 * @param created when the stream was made
 * @param rows where each of our rows lies in it
 * @param beginsWithAnothers whether the first message that is there is no row of ours: then what
 *     was before it may be another publisher's as well
 * @param highestEpoch of the terms that wrote there; 0 if none did
 * @param last the sequence number of the stream's last message when it was looked at
 * @param removed how many messages were in that part, or may have been, that are not there any
 *     more; without the records of terms, where they are known
 */
record Tail(
    String created,
    Map<Position, Long> rows,
    boolean beginsWithAnothers,
    long highestEpoch,
    long last,
    long removed) {

  /** The same without so many of those that are not there any more. */
  Tail without(long messages) {
    return new Tail(
        created, rows, beginsWithAnothers, highestEpoch, last, Math.max(0, removed - messages));
  }
}
