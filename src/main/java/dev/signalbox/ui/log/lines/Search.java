package dev.signalbox.ui.log.lines;

/** In which rows a pattern is. For one thread. */
final class Search {
  private final TextPattern wanted;
  private final Effort effort = Effort.forScan();
  private final Sequences found = new Sequences();
  private boolean tooCostly;
  private boolean changed;

  /** Rows with a lower number were looked at. */
  private long next;

  Search(TextPattern wanted) {
    this.wanted = wanted;
  }

  TextPattern wanted() {
    return wanted;
  }

  Sequences found() {
    return found;
  }

  boolean isTooCostly() {
    return tooCostly;
  }

  boolean isChanged() {
    return changed;
  }

  void told() {
    changed = false;
  }

  void dropBefore(long sequence) {
    found.dropBefore(sequence);
  }

  /** Rows from this number on are others now. */
  void dropFrom(long sequence) {
    found.dropFrom(sequence);
    next = Math.min(next, sequence);
  }

  /** Looks at so many rows; tells whether there are more. */
  boolean work(RowBuffer rows, int most) {
    if (wanted.isEmpty() || tooCostly) {
      return false;
    }
    int at = rows.indexAt(next);
    int end = Math.min(rows.size(), at + most);
    changed |= at < end;
    try {
      while (at < end) {
        LogRow row = rows.get(at++);
        next = row.sequence() + 1;
        if (wanted.isIn(row.entry().message(), effort)) {
          found.add(row.sequence());
        }
      }
    } catch (Effort.SpentException e) {
      tooCostly = true;
      return false;
    }
    if (at == rows.size()) {
      effort.renew();
    }
    return at < rows.size();
  }
}
