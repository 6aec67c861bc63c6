package dev.signalbox.relay.source;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.horizon.RowsPassedBy;
import dev.signalbox.relay.state.Position;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pages that follow one another. What was settled stays so: a horizon serves all pages that end
 * before it. And as long as nothing lies behind the last row, no horizon is needed at all.
 *
 * <p>Threading: blocking; for the thread that reads.
 */
public final class Pages {
  /** So that who holds the newest rows back is told while older ones are read. */
  private static final Duration LONGEST_USE = Duration.ofSeconds(1);

  private final Source source;
  private final Scheduler scheduler;
  private final Optional<RowsPassedBy> passedBy;
  private Optional<Position> after;
  private @Nullable LocalDateTime horizon;
  private long horizonRead;
  private boolean idle;

  /** Whether the last page had none: then those that were passed by have been looked for. */
  private boolean empty = true;

  Pages(Source source, Scheduler scheduler, Optional<Position> after) {
    this.source = source;
    this.scheduler = scheduler;
    this.after = after;
    this.passedBy = source.passedBy(after);
  }

  /** The next settled rows; at most one batch and 16 MiB. */
  public SourcePage next() throws RelayException {
    if (!empty) {
      // Who is never caught up looks, too, but keeps no page back for that.
      lookForPassedBy();
    }
    if (idle && !source.hasRows(after)) {
      source.nothingWaits();
      lookForPassedBy();
      return SourcePage.NONE;
    }
    LocalDateTime known = known();
    LocalDateTime until = known == null ? source.horizon() : known;
    SourcePage page = source.page(after, until);
    passedBy.ifPresent(watch -> page.rows().forEach(row -> watch.read(row.position())));
    empty = page.rows().isEmpty();
    if (empty) {
      lookForPassedBy();
    } else {
      after = Optional.of(page.rows().getLast().position());
    }
    if (known == null) {
      horizon = until;
      horizonRead = scheduler.nanoTime();
    }
    return page.more() ? page : last(page, known == null);
  }

  private void lookForPassedBy() {
    passedBy.ifPresent(RowsPassedBy::look);
  }

  private @Nullable LocalDateTime known() {
    return scheduler.nanoTime() - horizonRead < LONGEST_USE.toNanos() ? horizon : null;
  }

  /** It ends at the horizon, so there may be more if that has moved. */
  private SourcePage last(SourcePage page, boolean newest) throws RelayException {
    horizon = null;
    idle = newest && page.rows().isEmpty();
    if (idle) {
      source.lookForRowsAhead();
    }
    return newest ? page : new SourcePage(page.rows(), true);
  }
}
