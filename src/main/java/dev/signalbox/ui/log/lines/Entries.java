package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.LogEntry;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entries that follow one another. An immutable value that costs little to take of a long log: it
 * is made of the same pieces.
 */
public final class Entries {
  static final int PIECE = 1_024;

  /** None. */
  public static final Entries NONE = new Entries(List.of(), 0, 0);

  private final List<@Nullable LogEntry[]> pieces;
  private final int skipped;
  private final int size;

  Entries(List<@Nullable LogEntry[]> pieces, int skipped, int size) {
    this.pieces = pieces;
    this.skipped = skipped;
    this.size = size;
  }

  public int size() {
    return size;
  }

  public LogEntry get(int index) {
    Objects.checkIndex(index, size);
    int at = skipped + index;
    return Objects.requireNonNull(pieces.get(at / PIECE)[at % PIECE]);
  }

  /** The index of the first entry with this number or a higher one. */
  int indexAt(long sequence) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle).sequence() < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
