package dev.signalbox.ui.log;

import dev.signalbox.journal.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * A bounded list over a ring: appending a batch costs what the batch costs, however long the list
 * is, and is one change for whoever listens. The oldest lines make room.
 */
final class LogLines extends ObservableListBase<LogEntry> {
  private final @Nullable LogEntry[] ring;
  private int first;
  private int size;

  LogLines(int capacity) {
    ring = new @Nullable LogEntry[capacity];
  }

  @Override
  public LogEntry get(int index) {
    Objects.checkIndex(index, size);
    return Objects.requireNonNull(ring[(first + index) % ring.length]);
  }

  @Override
  public int size() {
    return size;
  }

  void append(List<LogEntry> batch) {
    if (batch.isEmpty()) {
      return;
    }
    List<LogEntry> fitting = newest(batch);
    beginChange();
    evict(Math.max(0, size + fitting.size() - ring.length));
    int from = size;
    fitting.forEach(this::addLine);
    nextAdd(from, size);
    endChange();
  }

  /** Takes away what the log no longer keeps: it is bounded in bytes as well. */
  void dropBefore(long sequence) {
    int count = 0;
    while (count < size && get(count).sequence() < sequence) {
      count++;
    }
    if (count > 0) {
      beginChange();
      evict(count);
      endChange();
    }
  }

  void replace(List<LogEntry> lines) {
    beginChange();
    evict(size);
    newest(lines).forEach(this::addLine);
    nextAdd(0, size);
    endChange();
  }

  private List<LogEntry> newest(List<LogEntry> batch) {
    return batch.subList(Math.max(0, batch.size() - ring.length), batch.size());
  }

  private void evict(int count) {
    if (count == 0) {
      return;
    }
    List<LogEntry> evicted = new ArrayList<>(subList(0, count));
    for (int i = 0; i < count; i++) {
      ring[(first + i) % ring.length] = null;
    }
    first = (first + count) % ring.length;
    size -= count;
    nextRemove(0, evicted);
  }

  private void addLine(LogEntry line) {
    ring[(first + size) % ring.length] = line;
    size++;
  }
}
