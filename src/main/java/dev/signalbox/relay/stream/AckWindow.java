package dev.signalbox.relay.stream;

import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a page's rows: sent, acknowledged, or neither. Only the acknowledged prefix
 * counts, because a checkpoint says that everything before it is stored.
 *
 * <p>Threading: thread-safe; acknowledgements arrive on the driver's threads.
 */
final class AckWindow {
  static final int MAXIMUM_MESSAGES = 512;
  static final long MAXIMUM_BYTES = 16L << 20;

  private enum Mark {
    UNSENT,
    OUTSTANDING,
    ACKNOWLEDGED
  }

  private final Object lock = new Object();
  private final List<SourceRow> rows;
  private final Mark[] marks;
  private final long[] sequences;
  private int firstUnsent;
  private int prefix;
  private int outstanding;
  private long outstandingBytes;
  private int round;
  private long movements;
  private int untoldRows;
  private int untoldDuplicates;
  private @Nullable Throwable failure;

  AckWindow(List<SourceRow> rows) {
    this.rows = List.copyOf(rows);
    this.marks = new Mark[rows.size()];
    Arrays.fill(marks, Mark.UNSENT);
    this.sequences = new long[rows.size()];
  }

  SourceRow row(int index) {
    return rows.get(index);
  }

  /** One row that is sent once. Whatever becomes of that is settled here, on any thread. */
  final class Sending {
    private final int index;
    private final int inRound;

    private Sending(int index, int inRound) {
      this.index = index;
      this.inRound = inRound;
    }

    SourceRow row() {
      return rows.get(index);
    }

    /** Returns false if that was known; an acknowledgement counts whenever it comes. */
    boolean acknowledged(long sequence, boolean duplicate) {
      return markAcknowledged(index, sequence, duplicate);
    }

    /** The outcome is unknown. That of a row which was sent again since says nothing any more. */
    void failed(Throwable cause) {
      markFailed(index, inRound, cause);
    }
  }

  /**
   * Rows that have become acknowledged.
   *
   * @param duplicates how many of them the stream had already
   */
  record Tally(int rows, int duplicates) {}

  /** What has come since this was last asked. */
  Tally takeTally() {
    synchronized (lock) {
      Tally taken = new Tally(untoldRows, untoldDuplicates);
      untoldRows = 0;
      untoldDuplicates = 0;
      return taken;
    }
  }

  /**
   * Where the page stands.
   *
   * @param acknowledged how many rows from the first on are acknowledged without a gap
   * @param failure the first failure since rows were sent again
   */
  record Status(int rows, int acknowledged, int outstanding, Optional<Throwable> failure) {
    boolean isComplete() {
      return acknowledged == rows;
    }
  }

  Status status() {
    synchronized (lock) {
      return new Status(marks.length, prefix, outstanding, Optional.ofNullable(failure));
    }
  }

  /**
   * Counts the rows as acknowledged that the stream has already.
   *
   * @param stored where a row lies in the stream, if it does
   */
  void markStored(Function<Position, OptionalLong> stored) {
    for (int i = 0; i < rows.size(); i++) {
      OptionalLong sequence = stored.apply(rows.get(i).position());
      if (sequence.isPresent()) {
        var _ = markAcknowledged(i, sequence.getAsLong(), true);
      }
    }
  }

  /** The next row to send, if the window has room for it; it counts as sent from now on. */
  Optional<Sending> next() {
    synchronized (lock) {
      if (firstUnsentOrEnd() == marks.length || failure != null || !hasRoom(bytes(firstUnsent))) {
        return Optional.empty();
      }
      marks[firstUnsent] = Mark.OUTSTANDING;
      outstanding++;
      outstandingBytes += bytes(firstUnsent);
      return Optional.of(new Sending(firstUnsent, round));
    }
  }

  private boolean hasRoom(long bytes) {
    return outstanding == 0
        || (outstanding < MAXIMUM_MESSAGES && outstandingBytes + bytes <= MAXIMUM_BYTES);
  }

  private long bytes(int index) {
    return rows.get(index).payload().length;
  }

  private boolean markAcknowledged(int index, long sequence, boolean duplicate) {
    synchronized (lock) {
      if (marks[index] == Mark.ACKNOWLEDGED) {
        return false;
      }
      if (marks[index] == Mark.OUTSTANDING) {
        outstanding--;
        outstandingBytes -= bytes(index);
      }
      marks[index] = Mark.ACKNOWLEDGED;
      sequences[index] = sequence;
      while (prefix < marks.length && marks[prefix] == Mark.ACKNOWLEDGED) {
        prefix++;
      }
      movements++;
      untoldRows++;
      if (duplicate) {
        untoldDuplicates++;
      }
      return true;
    }
  }

  private void markFailed(int index, int sentInRound, Throwable cause) {
    synchronized (lock) {
      if (sentInRound != round || marks[index] != Mark.OUTSTANDING) {
        return;
      }
      outstanding--;
      outstandingBytes -= bytes(index);
      marks[index] = Mark.UNSENT;
      if (failure == null) {
        failure = cause;
      }
      movements++;
    }
  }

  /** Everything sent but not acknowledged is to be sent again, in order. */
  void sendAgain() {
    synchronized (lock) {
      round++;
      failure = null;
      for (int i = prefix; i < marks.length; i++) {
        if (marks[i] == Mark.OUTSTANDING) {
          marks[i] = Mark.UNSENT;
        }
      }
      outstanding = 0;
      outstandingBytes = 0;
      firstUnsent = prefix;
    }
  }

  /** Whether rows are left that nobody has sent. */
  boolean hasUnsent() {
    synchronized (lock) {
      return firstUnsentOrEnd() < marks.length;
    }
  }

  private int firstUnsentOrEnd() {
    while (firstUnsent < marks.length && marks[firstUnsent] != Mark.UNSENT) {
      firstUnsent++;
    }
    return firstUnsent;
  }

  /** The furthest place in the stream at which a row is known to be stored; 0 if none is. */
  long furthest() {
    synchronized (lock) {
      return Arrays.stream(sequences).max().orElse(0);
    }
  }

  /** Rises with every acknowledgement and failure. */
  long movements() {
    synchronized (lock) {
      return movements;
    }
  }

  /**
   * The acknowledged prefix as a checkpoint may count it.
   *
   * @param rows how many rows it has
   * @param safeSequence a place in the stream at or before which no row lies that comes after these
   */
  record Prefix(int rows, long safeSequence) {}

  /**
   * Both parts are of the same instant: a place further on than the rows would hide those that were
   * acknowledged in between from the next start. The place is that of the last of the rows, unless
   * a later row may have landed before it, because an earlier one had to be sent again. Then only
   * the place before the page is certain.
   *
   * @param beforePage such a place for the rows before the page
   * @param earliestBeyond where the first message lies of those that were found in the stream and
   *     belong to rows after the page
   */
  Prefix acknowledgedPrefix(long beforePage, long earliestBeyond) {
    synchronized (lock) {
      long last = beforePage;
      for (int i = 0; i < prefix; i++) {
        last = Math.max(last, sequences[i]);
      }
      boolean sentAgain = prefix < marks.length && (round > 0 || failure != null);
      boolean certain = !sentAgain && earliestBeyond > last && earliestBeyondPrefix() > last;
      return new Prefix(prefix, certain ? last : beforePage);
    }
  }

  private long earliestBeyondPrefix() {
    long earliest = Long.MAX_VALUE;
    for (int i = prefix; i < marks.length; i++) {
      if (marks[i] == Mark.ACKNOWLEDGED) {
        earliest = Math.min(earliest, sequences[i]);
      }
    }
    return earliest;
  }
}
