package dev.signalbox.relay.stream.window;

import dev.signalbox.relay.source.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * So many rows that follow one another, each with what is known of it. Rows are counted from the
 * beginning of the term.
 *
 * <p>Threading: under the lock of its window.
 */
final class RowRing {
  /** What is known of a row without an answer; else it is its place in the stream. */
  private static final long NONE = 0;

  /** The answer was a failure. */
  private static final long FAILED = -1;

  private final @Nullable SourceRow[] rows;
  private final long[] answers;
  private long end;

  RowRing(int size) {
    rows = new SourceRow[size];
    answers = new long[size];
  }

  /** The row behind the last. */
  long end() {
    return end;
  }

  /** Whether there is no room for one more, as long as those from that one on are needed. */
  boolean isFull(long first) {
    return end - first == rows.length;
  }

  void add(SourceRow row) {
    rows[slot(end)] = row;
    answers[slot(end)] = NONE;
    end++;
  }

  private int slot(long row) {
    return (int) (row % rows.length);
  }

  SourceRow row(long row) {
    SourceRow found = rows[slot(row)];
    if (found == null) {
      throw new IllegalStateException("No row " + row + " in the window");
    }
    return found;
  }

  boolean isUnanswered(long row) {
    return answers[slot(row)] == NONE;
  }

  /** Whether it lies in the stream, and so has a {@link #place}. */
  boolean isStored(long row) {
    return answers[slot(row)] > NONE;
  }

  long place(long row) {
    return answers[slot(row)];
  }

  void store(long row, long place) {
    answers[slot(row)] = place;
  }

  void fail(long row) {
    answers[slot(row)] = FAILED;
  }

  boolean hasFailed(long row) {
    return answers[slot(row)] == FAILED;
  }

  /** Forgets the failures among these: they are to be sent again. */
  void forgiveFailures(long first, long beyond) {
    for (long row = first; row < beyond; row++) {
      if (answers[slot(row)] == FAILED) {
        answers[slot(row)] = NONE;
      }
    }
  }

  /** Lets go of a row, which nobody asks for any more. */
  void remove(long row) {
    rows[slot(row)] = null;
  }
}
