package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.LogEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes rows of entries. A repeat takes the row of what it repeats along to the end: so rows stand
 * in the order of their latest entries, the last one tells what was said last, and thirty
 * connections that fail by turns take thirty rows.
 */
final class Folding {
  /** A line is compared with so many different ones before it. */
  static final int DISTANCE = 256;

  /** After a longer silence the same is news. */
  static final Duration SILENCE = Duration.ofMinutes(10);

  private final RowBuffer rows = new RowBuffer();
  private final boolean folds;
  private final Set<FoldKey> unfolded;
  private final Set<Long> pinned;

  /** The latest entry of each of the last rows, in their order. */
  private final Map<FoldKey, Long> recent = new LinkedHashMap<>();

  private boolean fresh = true;
  private boolean changed = true;
  private int dropped;

  /** So many of the first rows are as they were when the change was last taken. */
  private int untouched;

  /** So many of the first rows are as they were when this was last asked. */
  private int seen;

  /**
   * No rows yet.
   *
   * @param unfolded what is not folded all the same
   * @param pinned the entries whose rows stay where they are; looked at whenever that matters
   */
  Folding(boolean folds, Set<FoldKey> unfolded, Set<Long> pinned) {
    this.folds = folds;
    this.unfolded = Set.copyOf(unfolded);
    this.pinned = pinned;
  }

  RowBuffer rows() {
    return rows;
  }

  void add(LogEntry entry) {
    changed = true;
    if (!folds) {
      rows.add(LogRow.of(entry, false));
      return;
    }
    FoldKey key = FoldKey.of(entry);
    if (unfolded.contains(key)) {
      rows.add(LogRow.of(entry, true));
      return;
    }
    rows.add(
        takeRepeated(key, entry)
            .map(row -> row.repeated(entry))
            .orElseGet(() -> LogRow.of(entry, false)));
    recent.put(key, entry.sequence());
    if (recent.size() > DISTANCE) {
      recent.remove(recent.keySet().iterator().next());
    }
  }

  private Optional<LogRow> takeRepeated(FoldKey key, LogEntry entry) {
    Long latest = recent.remove(key);
    if (latest == null || pinned.contains(latest)) {
      return Optional.empty();
    }
    int index = rows.indexAt(latest);
    // Rows that are not folded may have come between, and older ones been taken away.
    if (index < rows.size() - 2 * DISTANCE
        || index == rows.size()
        || rows.get(index).sequence() != latest) {
      return Optional.empty();
    }
    Duration silence = Duration.between(rows.get(index).entry().at(), entry.at());
    if (silence.compareTo(SILENCE) > 0) {
      return Optional.empty();
    }
    untouched = Math.min(untouched, index);
    seen = Math.min(seen, index);
    return Optional.of(rows.remove(index));
  }

  /** Takes away the rows whose latest entry has a lower number. */
  void dropBefore(long sequence) {
    int count = rows.indexAt(sequence);
    rows.dropFirst(count);
    changed |= count > 0;
    dropped += Math.min(count, untouched);
    untouched = Math.max(0, untouched - count);
    seen = Math.max(0, seen - count);
  }

  /** The index of the first row that has changed since this was last asked; the end if none. */
  int takeFirstChanged() {
    int from = seen;
    seen = rows.size();
    return from;
  }

  boolean isChanged() {
    return changed;
  }

  /** What has changed since the last time this was asked. */
  RowChange takeChange() {
    RowChange change =
        new RowChange(fresh, dropped, untouched, List.copyOf(rows.subList(untouched, rows.size())));
    fresh = false;
    changed = false;
    dropped = 0;
    untouched = rows.size();
    return change;
  }
}
