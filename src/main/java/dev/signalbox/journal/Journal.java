package dev.signalbox.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ring of log entries, bounded in number and in bytes: the newest push out the oldest, and every
 * entry keeps its number, so that a reader sees what it has missed. Thread-safe.
 */
public final class Journal {
  private final Object lock = new Object();
  private final @Nullable LogEntry[] ring;
  private final long mostBytes;
  private long first;
  private long next;
  private long bytes;

  /** Keeps at most that many entries, which take about so many bytes; the newest in any case. */
  public Journal(int capacity, long bytes) {
    ring = new @Nullable LogEntry[capacity];
    mostBytes = bytes;
  }

  public void append(
      Instant at, Severity severity, Subject source, String message, Optional<String> details) {
    synchronized (lock) {
      if (next - first == ring.length) {
        dropOldest();
      }
      LogEntry entry = new LogEntry(next, at, severity, source, message, details);
      ring[(int) (next % ring.length)] = entry;
      next++;
      bytes += entry.bytes();
      while (bytes > mostBytes && next - first > 1) {
        dropOldest();
      }
    }
  }

  private void dropOldest() {
    int oldest = (int) (first % ring.length);
    bytes -= Objects.requireNonNull(ring[oldest]).bytes();
    ring[oldest] = null;
    first++;
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
    long begin = Math.clamp(from, first, next);
    long end = Math.min(next, begin + Math.max(0, limit));
    List<LogEntry> entries = new ArrayList<>((int) (end - begin));
    for (long i = begin; i < end; i++) {
      entries.add(Objects.requireNonNull(ring[(int) (i % ring.length)]));
    }
    return new LogPage(first, next, ring.length, entries);
  }
}
