package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the window has of an engine's log. For one thread; what it gives out is immutable. */
final class EntryStore {
  private List<@Nullable LogEntry[]> pieces = new ArrayList<>();
  private int skipped;
  private int size;

  void append(List<LogEntry> batch) {
    for (LogEntry entry : batch) {
      int at = skipped + size;
      if (at / Entries.PIECE == pieces.size()) {
        pieces.add(new @Nullable LogEntry[Entries.PIECE]);
      }
      // No view that was given out reaches as far as this.
      pieces.get(at / Entries.PIECE)[at % Entries.PIECE] = entry;
      size++;
    }
  }

  /** Forgets the entries with a lower number. */
  void dropBefore(long sequence) {
    int count = entries().indexAt(sequence);
    skipped += count;
    size -= count;
    int whole = skipped / Entries.PIECE;
    if (whole > 0) {
      // A list of its own for whoever has the one before.
      pieces = new ArrayList<>(pieces.subList(whole, pieces.size()));
      skipped -= whole * Entries.PIECE;
    }
  }

  /** How it stands now, for this thread and until it changes. */
  Entries entries() {
    return new Entries(pieces, skipped, size);
  }

  /** How it stands now, for good and for any thread. */
  Entries snapshot() {
    return new Entries(List.copyOf(pieces), skipped, size);
  }
}
