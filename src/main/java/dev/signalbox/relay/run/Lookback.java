package dev.signalbox.relay.run;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.checkpoint.SeenRows;
import dev.signalbox.relay.source.Latecomers;
import dev.signalbox.relay.source.SourcePage;
import dev.signalbox.relay.source.Stretch;
import dev.signalbox.relay.state.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then for rows that were not visible when their page was read: those that are in the
 * table, no later than the position, and not among the rows that were relayed. A look goes step by
 * step, between the pages, so that it holds none up for longer than a step takes.
 *
 * <p>Threading: for the thread that reads.
 */
final class Lookback {
  private final Latecomers latecomers;
  private final SeenRows seen;
  private final Lease lease;
  private final LongSupplier recorded;
  private final Scheduler scheduler;
  private final Duration pause;
  private boolean looked;
  private long nextLook;
  private long found;
  private @Nullable Stretch rest;

  /**
   * The first look is due at once.
   *
   * @param recorded how many late rows the term has recorded as relayed
   * @param pause from one look to the next
   */
  Lookback(
      Latecomers latecomers,
      SeenRows seen,
      Lease lease,
      LongSupplier recorded,
      Scheduler scheduler,
      Duration pause) {
    this.latecomers = latecomers;
    this.seen = seen;
    this.lease = lease;
    this.recorded = recorded;
    this.scheduler = scheduler;
    this.pause = pause;
    this.nextLook = scheduler.nanoTime();
  }

  /** Whether the last look was long ago, or there was none. */
  boolean isOverdue() {
    return !looked || scheduler.nanoTime() - nextLook >= pause.toNanos();
  }

  /** Whether a look was begun and not finished. */
  boolean isUnderWay() {
    return rest != null;
  }

  /** Goes on with a look, or begins one if it is time to; returns late rows if it finds some. */
  Optional<SourcePage> step() throws RelayException {
    Stretch stretch = rest == null ? begin() : rest;
    return stretch == null ? Optional.empty() : look(stretch);
  }

  /**
   * What was found by the last look is missing until it is recorded, and must not be found again.
   */
  private @Nullable Stretch begin() {
    if (scheduler.nanoTime() - nextLook < 0 || recorded.getAsLong() < found) {
      return null;
    }
    nextLook = scheduler.nanoTime() + pause.toNanos();
    looked = true;
    CheckpointRecord now = lease.checkpoint();
    return now.seenAfter()
        .flatMap(
            after ->
                now.position()
                    .filter(last -> after.compareTo(last.timestamp()) < 0)
                    .map(last -> Stretch.of(after, last)))
        .orElse(null);
  }

  private Optional<SourcePage> look(Stretch stretch) throws RelayException {
    Latecomers.Keys keys = latecomers.keys(stretch);
    Set<Position> missing = keys.rows().isEmpty() ? Set.of() : seen.missing(keys.rows());
    if (missing.isEmpty()) {
      rest = keys.more() ? stretch.after(keys.rows().getLast()) : null;
      return Optional.empty();
    }
    SourcePage late = latecomers.rows(stretch, keys.rows().getLast(), missing);
    found += late.rows().size();
    boolean cut = late.more() && !late.rows().isEmpty();
    Position done = cut ? late.rows().getLast().position() : keys.rows().getLast();
    rest = cut || keys.more() ? stretch.after(done) : null;
    return late.rows().isEmpty() ? Optional.empty() : Optional.of(late);
  }
}
