package dev.signalbox.relay.stream.window;

import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.PublishLatency;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a term that are on their way: those that were sent lie in a ring, from the first
 * without an acknowledgement on, and those that are still to be sent behind it. Pages follow one
 * another in it without a gap. Only what is acknowledged without a gap counts, because a checkpoint
 * says that everything before it is stored.
 *
 * <p>Rows are counted from the beginning of the term. A row is sent under the number of its place
 * in the ring, and under another when it is sent again, so an answer to an earlier sending is told
 * by its number and says nothing any more. A row that comes later may have the number of one that
 * is acknowledged: a server remembers whom its answers go to, so it has to see few names again and
 * again and not a new one for each row.
 *
 * <p>Threading: thread-safe. The run's thread adds and sends; answers arrive on the driver's.
 */
public final class AckWindow {
  static final int MAXIMUM_MESSAGES = 512;
  static final long MAXIMUM_BYTES = 16L << 20;

  /** No row. */
  private static final long NONE = -1;

  private final Object lock = new Object();
  private final StoredRows stored;
  private final AckPrefix prefix;
  private final Queue<SourceRow> unsent = new ArrayDeque<>();
  private final RowRing ring = new RowRing(MAXIMUM_MESSAGES);
  private final Outstanding outstanding;
  private final SendTimes times;

  /** The next row to be sent; not the end of the ring after some are to be sent again. */
  private long next;

  /** How often rows were sent again. */
  private long round;

  private final Map<Position, Long> claims = new HashMap<>();
  private final CoveredPlaces places = new CoveredPlaces(8 * MAXIMUM_MESSAGES);
  private long furthest;
  private long wakeAt;
  private int untoldRows;
  private int untoldDuplicates;
  private @Nullable Refusal refusal;

  /**
   * Empty.
   *
   * @param checkpoint behind which the rows come
   * @param stored what is known to lie in the stream already
   * @param nanoTime a clock
   */
  public AckWindow(CheckpointRecord checkpoint, StoredRows stored, LongSupplier nanoTime) {
    this.stored = stored;
    this.prefix = new AckPrefix(checkpoint);
    this.outstanding = new Outstanding(MAXIMUM_BYTES, nanoTime);
    this.times = new SendTimes(MAXIMUM_MESSAGES, nanoTime);
  }

  /**
   * One row that is sent once, under a number that no other has until it is acknowledged.
   *
   * @param late whether it is stored behind rows that come after it
   */
  public record Sending(long number, SourceRow row, boolean late) {}

  /**
   * Rows that have become acknowledged.
   *
   * @param duplicates how many of them the stream had already
   */
  public record Tally(int rows, int duplicates) {}

  /**
   * Rows that have become acknowledged, and how long those took that were answered meanwhile.
   *
   * @param latency empty if none was answered
   */
  public record News(Tally tally, Optional<PublishLatency> latency) {}

  /** A row of which nobody knows whether it is stored, or which certainly is not, and why. */
  public record Refusal(SourceRow row, Throwable cause) {}

  /** The stream takes a row for one that it has. */
  public static final class DuplicateException extends Exception {
    private static final long serialVersionUID = 1L;

    private DuplicateException() {
      super("the stream takes a row for one that it has");
    }
  }

  /**
   * Where it stands.
   *
   * @param acknowledged how many rows of the pages in flight are acknowledged without a gap
   * @param rows how many rows these pages have
   * @param refusal the first one since rows were sent again
   */
  public record Status(int acknowledged, int rows, int outstanding, Optional<Refusal> refusal) {
    /** Whether nothing is left to be acknowledged. */
    public boolean isComplete() {
      return acknowledged == rows;
    }
  }

  /** Takes a page, whose rows follow those that are here. */
  public void add(List<SourceRow> page) {
    synchronized (lock) {
      unsent.addAll(page);
      prefix.add(page.size());
    }
  }

  /** Some of the rows were found in the stream. */
  public void found(Map<Position, Long> places) {
    synchronized (lock) {
      stored.add(places);
    }
  }

  /** Where it stands now. */
  public Status status() {
    synchronized (lock) {
      return new Status(
          prefix.coveredRows(),
          prefix.openRows(),
          outstanding.rows(),
          Optional.ofNullable(refusal));
    }
  }

  /** What has come since this was last asked. */
  Tally takeTally() {
    synchronized (lock) {
      Tally taken = new Tally(untoldRows, untoldDuplicates);
      untoldRows = 0;
      untoldDuplicates = 0;
      return taken;
    }
  }

  /** Both at one time, so that the one is of the other; nothing is taken if no row has come. */
  public News takeNews() {
    synchronized (lock) {
      Tally tally = takeTally();
      return new News(tally, tally.rows() > 0 ? takeLatency() : Optional.empty());
    }
  }

  /** How long those rows took that were acknowledged since this was last asked; empty if none. */
  Optional<PublishLatency> takeLatency() {
    synchronized (lock) {
      return times.take();
    }
  }

  /** Whether rows are left that nobody has sent and that are not known to be stored. */
  public boolean hasUnsent() {
    synchronized (lock) {
      skipStored();
      return next < ring.end() || !unsent.isEmpty();
    }
  }

  /** The next row to send, if the window has room for it; it counts as sent from now on. */
  public Optional<Sending> next() {
    synchronized (lock) {
      skipStored();
      if (refusal != null || !(next < ring.end() || load())) {
        return Optional.empty();
      }
      SourceRow row = ring.row(next);
      if (!outstanding.hasRoom(row.payload().length)) {
        return Optional.empty();
      }
      outstanding.sent(row.payload().length);
      times.sent(next);
      boolean late = row.isLate() || stored.isOvertaken(row.position());
      return Optional.of(new Sending(number(next++), row, late));
    }
  }

  /** What lies in the stream already is acknowledged by that. */
  private void skipStored() {
    while (next < ring.end() || load()) {
      if (ring.isUnanswered(next)) {
        OptionalLong sequence = stored.take(ring.row(next).position());
        if (sequence.isEmpty()) {
          return;
        }
        settle(next, sequence.getAsLong(), true);
      }
      next++;
      advance();
    }
  }

  /** Moves a row into the ring, if there is one and room for it. */
  private boolean load() {
    if (unsent.isEmpty() || ring.isFull(prefix.end())) {
      return false;
    }
    ring.add(unsent.remove());
    return true;
  }

  private long number(long row) {
    return round * MAXIMUM_MESSAGES + row % MAXIMUM_MESSAGES;
  }

  /** Which row has that number, if it is awaited; rows that were covered have none any more. */
  private long row(long number) {
    long first = prefix.end();
    return number / MAXIMUM_MESSAGES == round
        ? first + Math.floorMod(number - first, (long) MAXIMUM_MESSAGES)
        : NONE;
  }

  /**
   * A row is stored, says the answer to its sending. It lies behind all that were covered before it
   * was sent; otherwise this is one more answer to a row that had the number before. Returns
   * whether the sender wants to know now.
   */
  public boolean acknowledged(long number, long sequence) {
    synchronized (lock) {
      long row = row(number);
      if (!isAwaited(row) || sequence <= places.furthest()) {
        return false;
      }
      settle(row, sequence, false);
      times.acknowledged(row, outstanding.lastMovement());
      advance();
      return isWorthALook();
    }
  }

  /**
   * The stream has stored nothing, because it takes a row for the message that lies at that place.
   * It remembers ids for longer than messages, so that has to be looked at. Returns whether the
   * sender wants to know now.
   */
  public boolean claimed(long number, long sequence) {
    synchronized (lock) {
      long row = row(number);
      if (!isAwaited(row) || places.has(sequence)) {
        return false;
      }
      claims.put(ring.row(row).position(), sequence);
      return failed(number, new DuplicateException());
    }
  }

  /** Which rows the stream has taken for what lies at which places, since this was last asked. */
  public Map<Position, Long> takeClaims() {
    synchronized (lock) {
      Map<Position, Long> taken = Map.copyOf(claims);
      claims.clear();
      return taken;
    }
  }

  /**
   * What became of a row is unknown, or it was refused. Returns whether the sender wants to know
   * now.
   */
  public boolean failed(long number, Throwable cause) {
    synchronized (lock) {
      long row = row(number);
      if (!isAwaited(row)) {
        return false;
      }
      release(row);
      ring.fail(row);
      if (refusal == null) {
        refusal = new Refusal(ring.row(row), cause);
        prefix.doubt(next);
      }
      return true;
    }
  }

  private boolean isAwaited(long row) {
    return row >= prefix.end() && row < next && ring.isUnanswered(row);
  }

  private void settle(long row, long sequence, boolean duplicate) {
    if (row < next) {
      release(row);
    }
    ring.store(row, sequence);
    furthest = Math.max(furthest, sequence);
    untoldRows++;
    if (duplicate) {
      untoldDuplicates++;
    }
  }

  private void release(long row) {
    outstanding.answered(ring.row(row).payload().length);
  }

  private void advance() {
    while (prefix.end() < next && ring.isStored(prefix.end())) {
      long row = prefix.end();
      prefix.cover(ring.row(row), ring.place(row));
      places.add(ring.place(row));
      ring.remove(row);
    }
  }

  /** From now on the sender wants to know when half of what is outstanding is acknowledged. */
  public void expectHalf() {
    synchronized (lock) {
      wakeAt = prefix.end() + Math.max(1, (next - prefix.end()) / 2);
    }
  }

  /** Whether the sender has something to do. */
  public boolean isToBeLookedAt() {
    synchronized (lock) {
      return isWorthALook();
    }
  }

  private boolean isWorthALook() {
    return refusal != null || outstanding.rows() == 0 || prefix.end() >= wakeAt;
  }

  /** Everything sent but not acknowledged is to be sent again, in order. */
  public void sendAgain() {
    synchronized (lock) {
      round++;
      prefix.doubt(next);
      refusal = null;
      ring.forgiveFailures(prefix.end(), next);
      outstanding.clear();
      next = prefix.end();
    }
  }

  /** The furthest place in the stream at which a row is known to be stored; 0 if none is. */
  public long furthest() {
    synchronized (lock) {
      return furthest;
    }
  }

  /** Rises with every answer. */
  public long movements() {
    synchronized (lock) {
      return outstanding.movements();
    }
  }

  /** How long nothing has come while something is outstanding. */
  public Duration silence() {
    synchronized (lock) {
      return outstanding.silence();
    }
  }

  /** How far the checkpoint may move if a page has become acknowledged since it last could. */
  public Optional<Advance> coveredPages() {
    synchronized (lock) {
      return prefix.hasCoveredPage() ? prefix.take(earliestBeyond()) : Optional.empty();
    }
  }

  /** How far the checkpoint may move: to the last row before the first gap. */
  public Optional<Advance> covered() {
    synchronized (lock) {
      return prefix.take(earliestBeyond());
    }
  }

  /**
   * Where those rows lie that are stored behind the first gap; empty if that is not known of all
   * that were sent. The gap itself is a row that was refused here, and never sent.
   */
  public Optional<Map<Position, Long>> storedBeyond() {
    synchronized (lock) {
      Map<Position, Long> beyond = new HashMap<>();
      for (long row = prefix.end(); row < next; row++) {
        if (ring.isStored(row)) {
          beyond.put(ring.row(row).position(), ring.place(row));
        } else if (!isRefusedHere(row)) {
          return Optional.empty();
        }
      }
      return Optional.of(beyond);
    }
  }

  private boolean isRefusedHere(long row) {
    return ring.hasFailed(row)
        && refusal != null
        && refusal.row().equals(ring.row(row))
        && refusal.cause() instanceof BadRowException;
  }

  /** Where the first message lies of those that belong to rows behind the first gap. */
  private long earliestBeyond() {
    long earliest = stored.earliestAfter(prefix.taken());
    for (long row = prefix.end(); row < ring.end(); row++) {
      if (ring.isStored(row)) {
        earliest = Math.min(earliest, ring.place(row));
      }
    }
    return earliest;
  }
}
