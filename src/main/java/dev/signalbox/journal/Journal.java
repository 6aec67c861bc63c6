package dev.signalbox.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bounded ring of log entries: the newest push out the oldest, and every entry keeps its number,
 * so that a reader sees what it has missed.
 */
public final class Journal {
  private final Object lock = new Object();
  private final LogEntry[] ring;
  private long next;

  /** Keeps that many entries. */
  public Journal(int capacity) {
    ring = new LogEntry[capacity];
  }

  public void append(
      Instant at, Severity severity, Subject source, String message, Optional<String> details) {
    synchronized (lock) {
      ring[(int) (next % ring.length)] = new LogEntry(next, at, severity, source, message, details);
      next++;
    }
  }

  /**
   * At most {@code limit} entries from that number on; if they have been pushed out, from the
   * oldest that is left. No entries mean that there is nothing more yet.
   */
  public LogPage page(long from, int limit) {
    synchronized (lock) {
      return read(from, limit);
    }
  }

  /** The newest entries, at most {@code limit}; none for a limit of zero. */
  public LogPage tail(int limit) {
    synchronized (lock) {
      return read(next - limit, limit);
    }
  }

  private LogPage read(long from, int limit) {
    long first = Math.max(0, next - ring.length);
    long begin = Math.clamp(from, first, next);
    long end = Math.min(next, begin + Math.max(0, limit));
    List<LogEntry> entries = new ArrayList<>((int) (end - begin));
    for (long i = begin; i < end; i++) {
      entries.add(ring[(int) (i % ring.length)]);
    }
    return new LogPage(first, next, ring.length, entries);
  }
}
