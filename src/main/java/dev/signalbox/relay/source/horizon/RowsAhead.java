package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.RowTiming.Ahead;
import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then for rows that are dated later than it is. They are not lost, but wait until
 * their time has come, which nobody would understand who is not told.
 */
public final class RowsAhead {
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final RelayDatabase database;
  private final DatabaseClock clock;
  private final TimeDomain domain;
  private final String sql;
  private final HorizonListener listener;
  private @Nullable Long lookedAt;
  private Ahead last = new Ahead(0);

  /**
   * @param sql counts the rows from a time on, its first parameter, up to a number, its second
   */
  public RowsAhead(
      RelayDatabase database,
      DatabaseClock clock,
      TimeDomain domain,
      String sql,
      HorizonListener listener) {
    this.database = database;
    this.clock = clock;
    this.domain = domain;
    this.sql = sql;
    this.listener = listener;
  }

  /** Counts unless it has done so within the last minute. */
  public void look() throws RelayException {
    long now = database.calls().scheduler().nanoTime();
    Long before = lookedAt;
    if (before == null || now - before >= PAUSE.toNanos()) {
      lookedAt = now;
      tell(count());
    }
  }

  /** There is no row that could be. */
  public void none() {
    tell(new Ahead(0));
  }

  private void tell(Ahead found) {
    if (!found.equals(last)) {
      listener.datedAhead(found);
    }
    last = found;
  }

  private Ahead count() throws RelayException {
    LocalDateTime from = domain.at(clock.read()).latest().plus(MARGIN);
    return database.query(
        database.calls().limits().pageQuery(),
        sql,
        statement -> {
          statement.setObject(1, from);
          statement.setInt(2, Ahead.MOST);
        },
        row -> {
          row.next();
          return new Ahead(row.getInt(1));
        });
  }
}
