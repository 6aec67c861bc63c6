package dev.signalbox.relay.source.horizon;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then whether more rows are there than were read of the minutes before the last one:
 * then some have become visible behind it, because their writer's clock is behind, or they were
 * dated long before they were written, and no page comes to them any more. It costs the count of
 * some thousand keys, where a lookback would keep each of them.
 *
 * <p>A row that was deleted hides one that came late, so there may be more than are told, but never
 * fewer.
 *
 * <p>Threading: for the thread that reads pages.
 */
public final class RowsPassedBy {
  private static final Duration SPAN = Duration.ofMinutes(5);

  /** So that no look takes longer than a page. */
  private static final int MOST = 20_000;

  private static final int SECOND_LENGTH = "uuuu-MM-ddTHH:mm:ss".length();

  private final Counting counting;
  private final Scheduler scheduler;
  private final Duration pause;
  private final HorizonListener listener;

  /** How many rows of each second were read, of those that were read whole. */
  private final Deque<Second> read = new ArrayDeque<>();

  private int rows;
  private @Nullable Position last;

  /** The first second of which all rows are known that were there; null if that is any. */
  private @Nullable LocalDateTime from;

  private long nextLook;
  private int told;

  private record Second(String text, int rows) {
    /** What is none of the calendar lies before all that is. */
    LocalDateTime time() {
      try {
        return LocalDateTime.parse(text);
      } catch (DateTimeParseException e) {
        return LocalDateTime.MIN;
      }
    }
  }

  /** Asks the table. */
  @FunctionalInterface
  public interface Counting {
    /** How many rows are dated after a time and lie no further than a position; so many at most. */
    int count(LocalDateTime after, Position last, int most) throws RelayException;
  }

  /**
   * Begins to watch.
   *
   * @param after what is read lies behind it, or from the first row on
   * @param pause from one look to the next
   */
  public RowsPassedBy(
      Counting counting,
      Optional<Position> after,
      Scheduler scheduler,
      Duration pause,
      HorizonListener listener) {
    this.counting = counting;
    this.scheduler = scheduler;
    this.pause = pause;
    this.listener = listener;
    this.from =
        after.flatMap(Position::time).map(time -> time.withNano(0).plusSeconds(1)).orElse(null);
    this.nextLook = scheduler.nanoTime() + pause.toNanos();
  }

  /** A row was read, behind all that were read before. */
  public void read(Position row) {
    last = row;
    Second newest = read.peekLast();
    if (newest != null && row.timestamp().startsWith(newest.text())) {
      read.removeLast();
      read.addLast(new Second(newest.text(), newest.rows() + 1));
    } else {
      read.addLast(new Second(row.timestamp().substring(0, SECOND_LENGTH), 1));
    }
    rows++;
    while (rows > MOST && read.size() > 1) {
      rows -= read.removeFirst().rows();
      from = read.getFirst().time();
    }
  }

  /** Counts unless it has done so a moment ago. */
  public void look() throws RelayException {
    long now = scheduler.nanoTime();
    Position until = last;
    if (until == null || now - nextLook < 0) {
      return;
    }
    nextLook = now + pause.toNanos();
    Optional<LocalDateTime> newest = until.time().map(time -> time.withNano(0));
    if (newest.isPresent() && rows <= MOST) {
      count(begin(newest.get()), until);
    }
  }

  /** Forgets what is too long ago; returns the first second that is not. */
  private LocalDateTime begin(LocalDateTime newest) {
    LocalDateTime earliest = newest.minus(SPAN);
    LocalDateTime known = from;
    LocalDateTime begin = known != null && known.isAfter(earliest) ? known : earliest;
    from = begin;
    while (!read.isEmpty() && read.getFirst().time().isBefore(begin)) {
      rows -= read.removeFirst().rows();
    }
    return begin;
  }

  private void count(LocalDateTime begin, Position until) throws RelayException {
    int there = counting.count(begin.minusNanos(1), until, 2 * MOST);
    int more = Math.max(0, there - rows);
    if (more > told) {
      listener.passedBy(more - told, begin, until);
    }
    told = more;
  }
}
