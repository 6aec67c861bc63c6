package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.LogRow;
import dev.signalbox.ui.log.lines.RowBuffer;
import dev.signalbox.ui.log.lines.RowChange;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableListBase;

/**
 * The rows that are shown. Taking a change over costs what has changed, however long the list is,
 * and is one change for whoever listens.
 */
final class LogLines extends ObservableListBase<LogRow> {
  private final RowBuffer rows = new RowBuffer();

  /** Rows at the front that are gone already, and stay until something may move again. */
  private int gone;

  @Override
  public LogRow get(int index) {
    return rows.get(index);
  }

  @Override
  public int size() {
    return rows.size();
  }

  /** The index of the first row whose latest entry has this number or a higher one. */
  int indexAt(long sequence) {
    return rows.indexAt(sequence);
  }

  /**
   * Takes this over.
   *
   * @param still whether what is at the front has to stay, so that nothing moves
   */
  void apply(RowChange change, boolean still) {
    beginChange();
    if (change.replaced()) {
      replaceFrom(0, change.added());
      gone = 0;
    } else {
      gone += change.dropped();
      if (!still) {
        dropGone();
      }
      replaceFrom(gone + change.kept(), change.added());
    }
    endChange();
  }

  private void dropGone() {
    if (gone > 0) {
      List<LogRow> dropped = new ArrayList<>(rows.subList(0, gone));
      rows.dropFirst(gone);
      nextRemove(0, dropped);
      gone = 0;
    }
  }

  private void replaceFrom(int from, List<LogRow> added) {
    List<LogRow> removed = new ArrayList<>(rows.subList(from, rows.size()));
    rows.dropFrom(from);
    added.forEach(rows::add);
    if (!removed.isEmpty() || !added.isEmpty()) {
      nextReplace(from, rows.size(), removed);
    }
  }
}
