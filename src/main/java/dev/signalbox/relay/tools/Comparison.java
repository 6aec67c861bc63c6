package dev.signalbox.relay.tools;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.StreamWalk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Rows of a table, looked for in a stream that has them in about the same order: so it is walked
 * through once, beside the table, and what has not come is looked for in all of it.
 *
 * <p>Threading: for one thread.
 */
final class Comparison {
  /** More would cost memory, and tell nobody more. */
  private static final int MOST = 100_000;

  private final StreamWalk walk;
  private final BiPredicate<Position, Position> isNotAfter;
  private final StreamWalk.Extent extent;
  private final Optional<Position> firstKept;
  private final Set<Position> absent = new LinkedHashSet<>();
  private long next;
  private long removed;
  private long lookedUpTo;

  /**
   * @param isNotAfter whether the first row certainly comes no later than the second
   * @param from behind which row the table is read
   */
  Comparison(StreamWalk walk, BiPredicate<Position, Position> isNotAfter, Optional<Position> from)
      throws RelayException {
    this.walk = walk;
    this.isNotAfter = isNotAfter;
    this.extent = walk.extent();
    this.next =
        from.isPresent()
            ? walk.begin(extent, row -> isNotAfter.test(row, from.get()))
            : extent.first();
    this.firstKept = extent.first() > 1 ? firstRow() : Optional.empty();
  }

  private Optional<Position> firstRow() throws RelayException {
    List<Position> found = new ArrayList<>();
    var _ =
        walk.walk(
            extent.first(),
            extent.last(),
            row -> {
              found.add(row);
              return false;
            });
    return found.stream().findFirst();
  }

  /** Whether more rows can be taken: not once very many have not been found. */
  boolean hasRoom() {
    return absent.size() < MOST;
  }

  /** Takes the next rows of the table, and goes on in the stream as far as they go. */
  void add(List<Position> rows) throws RelayException {
    if (rows.isEmpty()) {
      return;
    }
    rows.forEach(this::expect);
    Position last = rows.getLast();
    next = walk.walk(next, extent.last(), row -> isBefore(row, last));
  }

  private void expect(Position row) {
    if (isRemoved(row)) {
      removed++;
    } else {
      absent.add(row);
    }
  }

  private boolean isBefore(Position row, Position last) {
    absent.remove(row);
    return !isNotAfter.test(last, row);
  }

  /** The rows that the stream does not have anywhere. */
  List<Position> absent() throws RelayException {
    if (!absent.isEmpty()) {
      // Late rows lie behind younger ones; and the relay may have gone on meanwhile.
      lookedUpTo = walk.extent().last();
      lookIn(extent.first(), lookedUpTo);
    }
    return List.copyOf(absent);
  }

  private void lookIn(long from, long last) throws RelayException {
    var _ =
        walk.walk(
            from,
            last,
            row -> {
              absent.remove(row);
              return !absent.isEmpty();
            });
  }

  /** Up to which message the stream was looked through for those. */
  long lookedUpTo() {
    return lookedUpTo;
  }

  /** How many rows are so old that the stream has removed them. */
  long removed() {
    return removed;
  }

  private boolean isRemoved(Position row) {
    return firstKept.filter(first -> !first.equals(row) && isNotAfter.test(row, first)).isPresent();
  }
}
