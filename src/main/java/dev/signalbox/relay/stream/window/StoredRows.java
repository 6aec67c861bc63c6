package dev.signalbox.relay.stream.window;

import dev.signalbox.relay.state.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the stream was found to have behind the checkpoint's place in it, until the polling comes to
 * these rows.
 *
 * <p>Threading: for one thread until it is given to a window, then under the lock of that.
 */
public final class StoredRows {
  /** What {@link #earliestAfter} says where nothing lies. */
  static final long NOWHERE = Long.MAX_VALUE;

  private final Map<Position, Long> sequences = new HashMap<>();
  private final Queue<Map.Entry<Position, Long>> inStreamOrder =
      new PriorityQueue<>(Map.Entry.comparingByValue());
  private final BiPredicate<Position, Position> isNotAfter;
  private final BiPredicate<Position, Position> isLeftBehind;
  private @Nullable Position furthest;

  /**
   * Knows these.
   *
   * @param sequences where each lies in the stream
   * @param isNotAfter whether the first row certainly comes no later than the second
   * @param isLeftBehind whether the first row certainly does not come any more once the second is
   *     relayed
   */
  public StoredRows(
      Map<Position, Long> sequences,
      BiPredicate<Position, Position> isNotAfter,
      BiPredicate<Position, Position> isLeftBehind) {
    this.isNotAfter = isNotAfter;
    this.isLeftBehind = isLeftBehind;
    add(sequences);
  }

  /** More was found, anywhere in the stream. */
  public void add(Map<Position, Long> found) {
    sequences.putAll(found);
    inStreamOrder.addAll(found.entrySet());
    for (Position row : found.keySet()) {
      if (furthest == null || isNotAfter.test(furthest, row)) {
        furthest = row;
      }
    }
  }

  /**
   * Whether a later row is there already, so that this one, which was not visible then, comes
   * behind it. Rows are asked about in their order: of those behind all that is here none is.
   */
  boolean isOvertaken(Position row) {
    if (furthest != null && !isNotAfter.test(row, furthest)) {
      furthest = null;
    }
    return furthest != null;
  }

  /** Where the row lies in the stream, if it was found there; from now on the caller knows. */
  OptionalLong take(Position row) {
    if (sequences.isEmpty()) {
      return OptionalLong.empty();
    }
    Long sequence = sequences.remove(row);
    return sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence);
  }

  /**
   * Where the first message lies whose row was not taken and may still come. One that the
   * checkpoint has left behind does not: it is counted already, or was deleted from the table.
   */
  long earliestAfter(Optional<Position> checkpoint) {
    while (!inStreamOrder.isEmpty() && isDone(inStreamOrder.element().getKey(), checkpoint)) {
      inStreamOrder.remove();
    }
    return inStreamOrder.isEmpty() ? NOWHERE : inStreamOrder.element().getValue();
  }

  private boolean isDone(Position row, Optional<Position> checkpoint) {
    return !sequences.containsKey(row)
        || checkpoint.filter(position -> isLeftBehind.test(row, position)).isPresent();
  }
}
