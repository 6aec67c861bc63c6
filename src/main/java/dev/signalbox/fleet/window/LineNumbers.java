package dev.signalbox.fleet.window;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.LogPage;
import java.util.List;

/**
 * The numbers of log lines as a window sees them: an engine that was started again counts from
 * nothing, and its lines come behind those of the run before.
 *
 * <p>Threading: any thread.
 */
final class LineNumbers {
  private String boot = "";
  private long base;
  private long next;

  /** Lines come from this run now. */
  synchronized void run(String present) {
    if (!boot.equals(present)) {
      boot = present;
      base = next;
    }
  }

  /** The engine's number for the window's. */
  synchronized long there(long number) {
    return Math.max(0, number - base);
  }

  /** The page with the window's numbers. */
  synchronized LogPage here(LogPage page) {
    next = Math.max(next, page.next() + base);
    if (base == 0) {
      return page;
    }
    List<LogEntry> entries =
        page.entries().stream()
            .map(
                entry ->
                    new LogEntry(
                        entry.sequence() + base,
                        entry.at(),
                        entry.severity(),
                        entry.source(),
                        entry.message(),
                        entry.details()))
            .toList();
    // What the window has of the run before it keeps.
    return new LogPage(
        page.first() == 0 ? 0 : page.first() + base, page.next() + base, page.capacity(), entries);
  }
}
