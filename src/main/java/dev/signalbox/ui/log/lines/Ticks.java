package dev.signalbox.ui.log.lines;

import java.util.BitSet;
import java.util.List;

/**
 * Where in the whole list something is, from the top to the bottom in so many places. An immutable
 * value.
 */
public record Ticks(int places, BitSet errors, BitSet found, BitSet marked) {
  /** There is nothing. */
  public static final Ticks NONE = new Ticks(1, new BitSet(), new BitSet(), new BitSet());

  /** Costs what the places cost, however long the list is. */
  static Ticks of(
      List<LogRow> rows, int places, Sequences errors, Sequences found, Sequences marked) {
    int count = Math.max(1, Math.min(places, rows.size()));
    Ticks ticks = new Ticks(count, new BitSet(count), new BitSet(count), new BitSet(count));
    for (int place = 0; place < count && !rows.isEmpty(); place++) {
      long from = rows.get(index(rows, place, count)).sequence();
      long to =
          place + 1 == count ? Long.MAX_VALUE : rows.get(index(rows, place + 1, count)).sequence();
      ticks.errors.set(place, errors.isAnyBetween(from, to));
      ticks.found.set(place, found.isAnyBetween(from, to));
      ticks.marked.set(place, marked.isAnyBetween(from, to));
    }
    return ticks;
  }

  private static int index(List<LogRow> rows, int place, int places) {
    return (int) ((long) place * rows.size() / places);
  }
}
