package dev.signalbox.relay.tools;

import java.util.Locale;

/**
 * A number of rows, counted up to {@link #MOST}.
 *
 * @param rows the number, or where counting ended
 */
public record RowCount(int rows) {
  /** Counting more would keep the database busy and tell nobody more. */
  static final int MOST = 1_000_000;

  /** Whether counting ended there. */
  public boolean orMore() {
    return rows >= MOST;
  }

  public boolean isNone() {
    return rows == 0;
  }

  @Override
  public String toString() {
    String number = String.format(Locale.ROOT, "%,d", rows);
    return (orMore() ? "at least " + number : number) + (rows == 1 ? " row" : " rows");
  }
}
