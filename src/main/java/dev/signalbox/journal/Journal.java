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
      Instant at, Severity severity, String source, String message, Optional<String> details) {
    synchronized (lock) {
      ring[(int) (next % ring.length)] = new LogEntry(next, at, severity, source, message, details);
      next++;
    }
  }

  /** How many entries are kept at most. */
  public int capacity() {
    return ring.length;
  }

  /** The number that the next entry will have: how many there were so far. */
  public long nextSequence() {
    synchronized (lock) {
      return next;
    }
  }

  /**
   * Entries from that number on, oldest first, at most {@code limit}; those pushed out are missing.
   */
  public List<LogEntry> from(long sequence, int limit) {
    synchronized (lock) {
      long first = Math.max(sequence, next - ring.length);
      long end = Math.min(next, first + limit);
      List<LogEntry> entries = new ArrayList<>((int) Math.max(0, end - first));
      for (long i = first; i < end; i++) {
        entries.add(ring[(int) (i % ring.length)]);
      }
      return entries;
    }
  }
}
