package dev.signalbox.relay.source;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
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

  /** Counting ends here, for it costs the source's time. */
  private static final int MOST = 1000;

  private final RelayDatabase database;
  private final SourceDialect dialect;
  private final TimeDomain domain;
  private final String sql;
  private final SourceListener listener;
  private @Nullable Long lookedAt;
  private Count last = new Count(0);

  /** A number of rows. */
  public record Count(int rows) {
    public boolean isNone() {
      return rows == 0;
    }

    @Override
    public String toString() {
      return rows < MOST ? Integer.toString(rows) : "at least " + MOST;
    }
  }

  RowsAhead(
      RelayDatabase database,
      SourceDialect dialect,
      TimeDomain domain,
      PageQuery query,
      SourceListener listener) {
    this.database = database;
    this.dialect = dialect;
    this.domain = domain;
    this.sql = query.count();
    this.listener = listener;
  }

  /** Counts unless it has done so within the last minute. */
  void look() throws RelayException {
    long now = database.calls().scheduler().nanoTime();
    Long before = lookedAt;
    if (before == null || now - before >= PAUSE.toNanos()) {
      lookedAt = now;
      Count found = count();
      if (found.isNone() != last.isNone()) {
        listener.datedAhead(found);
      }
      last = found;
    }
  }

  private Count count() throws RelayException {
    LocalDateTime from = domain.at(dialect.now(database)).latest().plus(MARGIN);
    return database.query(
        database.calls().limits().pageQuery(),
        sql,
        statement -> {
          statement.setObject(1, from);
          statement.setInt(2, MOST);
        },
        row -> {
          row.next();
          return new Count(row.getInt(1));
        });
  }
}
