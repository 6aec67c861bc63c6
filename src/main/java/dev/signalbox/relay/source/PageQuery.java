package dev.signalbox.relay.source;

import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * One page: the rows after a position and before a horizon, in the order of (timestamp, id). The
 * comparison is spelled out because Oracle has no tuple inequality and MariaDB scans for it; this
 * form uses an index on (timestamp, id) on both.
 *
 * <p>Which rows come next is decided by the database alone: this program never orders ids for it.
 */
final class PageQuery {
  private final String first;
  private final String next;
  private final String count;
  private final SourceTable table;
  private final SourceDialect dialect;

  PageQuery(SourceDialect dialect, PollingSettings settings, SourceTable table) {
    this.table = table;
    this.dialect = dialect;
    String timestamp = dialect.quote(table.timestamp());
    String id = dialect.quote(table.id());
    String time = table.dating().wholeSeconds() ? dialect.dateParameter() : "?";
    String name = Identifier.Table.of(settings.table()).written(dialect);
    String select = "SELECT * FROM " + name;
    this.count =
        "SELECT COUNT(*) FROM (SELECT 1 FROM %s WHERE %s >= %s %s) ROWS_AHEAD"
            .formatted(name, timestamp, time, dialect.limit());
    String order = " ORDER BY " + timestamp + ", " + id + " " + dialect.limit();
    this.first = select + " WHERE " + timestamp + " < " + time + order;
    this.next =
        "%s WHERE %s >= %s AND (%s > %s OR %s > ?) AND %s < %s%s"
            .formatted(select, timestamp, time, timestamp, time, id, timestamp, time, order);
  }

  /** The statement for the page after this position, or for the very first one. */
  String sql(Optional<Position> after) {
    return after.isPresent() ? next : first;
  }

  /** Counts the rows from a time on, its first parameter, up to a number, its second. */
  String count() {
    return count;
  }

  void bind(PreparedStatement statement, Optional<Position> after, LocalDateTime horizon, int rows)
      throws SQLException {
    int index = 0;
    if (after.isPresent()) {
      LocalDateTime timestamp = after.get().time();
      statement.setObject(++index, timestamp);
      statement.setObject(++index, timestamp);
      bindId(statement, ++index, after.get().id());
    }
    statement.setObject(++index, horizon);
    statement.setInt(++index, rows);
    statement.setFetchSize(dialect.rowsAtOnce(rows));
  }

  private void bindId(PreparedStatement statement, int index, String id) throws SQLException {
    switch (table.idType()) {
      case NUMBER -> statement.setBigDecimal(index, new BigDecimal(id));
      case TEXT -> statement.setString(index, id);
    }
  }
}
