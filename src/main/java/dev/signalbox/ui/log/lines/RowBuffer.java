package dev.signalbox.ui.log.lines;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of their latest entries. Taking from the front and adding at the end cost what
 * is taken or added, however many rows there are.
 */
public final class RowBuffer extends AbstractList<LogRow> implements RandomAccess {
  private @Nullable LogRow[] rows = new @Nullable LogRow[64];
  private int first;
  private int size;

  @Override
  public LogRow get(int index) {
    Objects.checkIndex(index, size);
    return Objects.requireNonNull(rows[first + index]);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean add(LogRow row) {
    if (first + size == rows.length) {
      makeRoom();
    }
    rows[first + size++] = row;
    return true;
  }

  private void makeRoom() {
    // Half of it free after that, so that moving costs a constant share for each row.
    boolean grow = size > rows.length / 2;
    @Nullable LogRow[] larger = grow ? new @Nullable LogRow[rows.length * 2] : rows;
    System.arraycopy(rows, first, larger, 0, size);
    if (!grow) {
      Arrays.fill(rows, size, rows.length, null);
    }
    rows = larger;
    first = 0;
  }

  /** Takes so many away from the front. */
  public void dropFirst(int count) {
    Arrays.fill(rows, first, first + count, null);
    first += count;
    size -= count;
  }

  /** Takes all from that index on away. */
  public void dropFrom(int index) {
    Arrays.fill(rows, first + index, first + size, null);
    size = index;
  }

  @Override
  public LogRow remove(int index) {
    LogRow removed = get(index);
    int at = first + index;
    System.arraycopy(rows, at + 1, rows, at, size - index - 1);
    rows[first + --size] = null;
    return removed;
  }

  /** The index of the first row whose latest entry has this number or a higher one. */
  public int indexAt(long sequence) {
    return lowerBound(this, sequence);
  }

  /** The same in any list of rows that is in order. */
  public static int lowerBound(List<LogRow> rows, long sequence) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).sequence() < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
