package dev.signalbox.relay.source.horizon;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.state.Position;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether more rows are there than were read of the minutes before the last one:
 * then some have become visible behind it, because their writer's clock is behind, or they were
 * dated long before they were written, and no page comes to them any more. It costs the count of
 * some thousand keys, where a lookback would keep each of them.
 *
 * <p>A row that was deleted hides one that came late, so there may be more than are told, but never
 * fewer. A look that fails tells nothing, and the next one waits twice as long: rows are relayed
 * without it as well.
 *
 * <p>Threading: for the thread that reads pages.
 */
public final class RowsPassedBy {
  private static final Logger LOG = LoggerFactory.getLogger(RowsPassedBy.class);
  private static final Duration SPAN = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

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

  private Duration untilNext;
  private long nextLook;
  private int told;

  private static final class Second {
    private final String text;
    private int rows;

    Second(String text) {
      this.text = text;
    }

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
   * @param pause from one look to the next, unless that fails
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
    this.untilNext = pause;
    this.listener = listener;
    this.from =
        after.flatMap(Position::time).map(time -> time.withNano(0).plusSeconds(1)).orElse(null);
    this.nextLook = scheduler.nanoTime() + pause.toNanos();
  }

  /** A row was read, behind all that were read before. */
  public void read(Position row) {
    last = row;
    Second newest = read.peekLast();
    if (newest == null || !row.timestamp().startsWith(newest.text)) {
      newest = new Second(row.timestamp().substring(0, SECOND_LENGTH));
      read.addLast(newest);
    }
    newest.rows++;
    rows++;
    while (rows > MOST && read.size() > 1) {
      rows -= read.removeFirst().rows;
      from = read.getFirst().time();
    }
  }

  /**
   * Counts unless it has done so a moment ago.
   *
   * @throws RunStoppedException if a stop ended it
   */
  public void look() {
    long now = scheduler.nanoTime();
    Position until = last;
    if (until == null || now - nextLook < 0) {
      return;
    }
    Optional<LocalDateTime> newest = until.time().map(time -> time.withNano(0));
    boolean counted = true;
    if (newest.isPresent() && rows <= MOST) {
      counted = count(begin(newest.get()), until);
    }
    untilNext = counted ? pause : twice(untilNext);
    nextLook = now + untilNext.toNanos();
  }

  private static Duration twice(Duration time) {
    Duration longer = time.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  /** Forgets what is too long ago; returns the first second that is not. */
  private LocalDateTime begin(LocalDateTime newest) {
    LocalDateTime earliest = newest.minus(SPAN);
    LocalDateTime known = from;
    LocalDateTime begin = known != null && known.isAfter(earliest) ? known : earliest;
    from = begin;
    while (!read.isEmpty() && read.getFirst().time().isBefore(begin)) {
      rows -= read.removeFirst().rows;
    }
    return begin;
  }

  private boolean count(LocalDateTime begin, Position until) {
    int there;
    try {
      there = counting.count(begin.minusNanos(1), until, 2 * MOST);
    } catch (RelayException e) {
      LOG.debug("Rows that were passed by are not counted: {}", e.failure().oneLine());
      return false;
    }
    int more = Math.max(0, there - rows);
    if (more > told) {
      listener.passedBy(more - told, begin, until);
    }
    told = more;
    return true;
  }
}
