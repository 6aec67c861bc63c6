package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import java.time.Instant;

/**
 * One row of the log: a line, or several that repeat one another. An immutable value.
 *
 * @param entry the latest of them
 * @param count how many they are
 * @param since when the first of them was logged
 * @param unfolded whether its repeats are shown one by one
 */
public record LogRow(LogEntry entry, int count, Instant since, boolean unfolded) {
  static LogRow of(LogEntry entry, boolean unfolded) {
    return new LogRow(entry, 1, entry.at(), unfolded);
  }

  LogRow repeated(LogEntry again) {
    return new LogRow(again, count + 1, since, false);
  }

  public boolean isFolded() {
    return count > 1;
  }

  boolean isError() {
    return entry.severity() == Severity.ERROR;
  }

  public long sequence() {
    return entry.sequence();
  }

  public FoldKey key() {
    return FoldKey.of(entry);
  }
}
