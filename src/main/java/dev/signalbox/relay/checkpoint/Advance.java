package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.state.Position;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step of a checkpoint: all rows up to a position are in the stream.
 *
 * @param rows how many they are
 * @param streamSequence nothing of ours that the checkpoint does not know then lies at or before
 *     this place in the stream
 * @param keys the same rows, where they are written down; else none
 * @param late those of them that are no later than the position was before
 */
public record Advance(
    Position to, int rows, long streamSequence, List<Position> keys, List<Position> late) {
  public Advance {
    keys = List.copyOf(keys);
    late = List.copyOf(late);
  }

  /** One whose rows are not written down. */
  public Advance(Position to, int rows, long streamSequence) {
    this(to, rows, streamSequence, List.of(), List.of());
  }

  /** Both steps as one, of which the other is the later. */
  public Advance and(Advance next) {
    return new Advance(
        next.to,
        rows + next.rows,
        next.streamSequence,
        both(keys, next.keys),
        both(late, next.late));
  }

  private static List<Position> both(List<Position> one, List<Position> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
