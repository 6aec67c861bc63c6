package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.state.Position;

/**
 * A step of a checkpoint: all rows up to a position are in the stream.
 *
 * @param rows how many they are
 * @param streamSequence nothing of ours that the checkpoint does not know then lies at or before
 *     this place in the stream
 */
public record Advance(Position to, int rows, long streamSequence) {
  /** Both steps as one, of which the other is the later. */
  public Advance and(Advance next) {
    return new Advance(next.to, rows + next.rows, next.streamSequence);
  }
}
