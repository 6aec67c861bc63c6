package dev.signalbox.relay.stream.window;

import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The rows of a term that are acknowledged without a gap, and what of them the checkpoint was not
 * told yet. Rows are counted from the beginning of the term.
 *
 * <p>Threading: under the lock of its window.
 */
final class AckPrefix {
  private final Queue<Long> pageEnds = new ArrayDeque<>();
  private Optional<Position> taken;
  private Optional<Position> last;
  private final boolean keepsKeys;
  private final List<Position> keys = new ArrayList<>();
  private final List<Position> late = new ArrayList<>();
  private long safe;
  private long furthest;
  private long added;
  private long openPage;
  private long end;
  private long takenEnd;
  private long doubtedEnd;

  /**
   * @param checkpoint behind which the rows come
   */
  AckPrefix(CheckpointRecord checkpoint) {
    this.taken = checkpoint.position();
    this.last = checkpoint.position();
    this.safe = checkpoint.streamSequence();
    this.furthest = checkpoint.streamSequence();
    this.keepsKeys = checkpoint.seenAfter().isPresent();
  }

  /** A page of so many rows is on its way. */
  void add(int rows) {
    added += rows;
    pageEnds.add(added);
  }

  /** How many rows it has. */
  long end() {
    return end;
  }

  /** One more row, and where it lies in the stream. A late one does not move the position. */
  void cover(SourceRow row, long sequence) {
    end++;
    if (keepsKeys) {
      keys.add(row.position());
    }
    if (row.isLate()) {
      late.add(row.position());
    } else {
      last = Optional.of(row.position());
    }
    furthest = Math.max(furthest, sequence);
  }

  /**
   * Rows up to there were sent, and what became of them is not known: until they are acknowledged,
   * some that come later may lie before one that comes earlier.
   */
  void doubt(long sentEnd) {
    doubtedEnd = Math.max(doubtedEnd, sentEnd);
  }

  /** How many rows the pages have that are not covered as a whole. */
  int openRows() {
    forgetCovered();
    return Math.toIntExact(added - openPage);
  }

  /** How many rows of these pages are covered. */
  int coveredRows() {
    forgetCovered();
    return Math.toIntExact(end - openPage);
  }

  private void forgetCovered() {
    while (!pageEnds.isEmpty() && pageEnds.element() <= end) {
      openPage = pageEnds.remove();
    }
  }

  /** Whether the end of a page was covered since rows were last {@link #take taken}. */
  boolean hasCoveredPage() {
    forgetCovered();
    return openPage > takenEnd;
  }

  /** As the checkpoint was told last. */
  Optional<Position> taken() {
    return taken;
  }

  /**
   * Takes all rows that were covered since the last time. Their place in the stream is that of the
   * last of them, unless a later row may lie before it; then only the place before is certain.
   *
   * @param earliestBeyond where the first message lies of those that belong to later rows
   */
  Optional<Advance> take(long earliestBeyond) {
    if (end == takenEnd || last.isEmpty()) {
      return Optional.empty();
    }
    if (end >= doubtedEnd && earliestBeyond > furthest) {
      safe = furthest;
    }
    Advance advance = new Advance(last.get(), Math.toIntExact(end - takenEnd), safe, keys, late);
    keys.clear();
    late.clear();
    taken = last;
    takenEnd = end;
    return Optional.of(advance);
  }
}
