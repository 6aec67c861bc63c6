package dev.signalbox.journal;

import java.util.List;

/**
 * A part of a journal, and how the whole of it stood at that moment. An immutable value.
 *
 * @param first the number of the oldest entry that the journal still had: what lies before is lost
 * @param next the number that the next entry would have: how many there had been so far
 * @param capacity how many entries the journal keeps at most
 * @param entries oldest first, without a gap
 */
public record LogPage(long first, long next, int capacity, List<LogEntry> entries) {
  public LogPage {
    entries = List.copyOf(entries);
  }
}
