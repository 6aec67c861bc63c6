package dev.signalbox.relay.source;

/**
 * How many rows the next page asks for: as many as are configured, unless the last one was ended by
 * its bytes. A driver reads to the end what was asked for, so no more is asked for than fits.
 *
 * <p>Threading: for the run's thread.
 */
final class PageSize {
  /** What a page may hold, but for its last row. */
  static final long MOST_BYTES = 16L << 20;

  private final int most;
  private int rows;

  PageSize(int most) {
    this.most = most;
    this.rows = most;
  }

  /** How many rows to ask for. */
  int rows() {
    return rows;
  }

  /** A page of so many rows was read, ended by its bytes or by what was asked for. */
  void read(int count, boolean endedByBytes) {
    if (endedByBytes) {
      rows = Math.max(1, count);
    } else if (count == rows) {
      rows = (int) Math.min(most, 2L * rows);
    }
  }
}
