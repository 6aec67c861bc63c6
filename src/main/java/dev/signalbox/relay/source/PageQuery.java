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
  private static final int MICROSECONDS_LENGTH = "uuuu-MM-ddTHH:mm:ss.SSSSSS".length();

  private final String look;
  private final String first;
  private final String next;
  private final String keyless;
  private final String any;
  private final String anyBehind;
  private final String count;
  private final String upTo;
  private final String between;
  private final String exact;
  private final String row;
  private final String waitingFromTheFirst;
  private final String waiting;
  private final String fromTheFirst;
  private final String behindTime;
  private final String behindRow;
  private final String columns;
  private final SourceTable table;
  private final SourceDialect dialect;

  /**
   * Writes the statements.
   *
   * @param keyless whether there may be rows without an id, which are no row's successors
   */
  PageQuery(SourceDialect dialect, PollingSettings settings, SourceTable table, boolean keyless) {
    this.table = table;
    this.dialect = dialect;
    String timestamp = dialect.quote(table.timestamp());
    String id = dialect.quote(table.id());
    String time = table.dating().wholeSeconds() ? dialect.dateParameter() : "?";
    String name = Identifier.Table.of(settings.table()).written(dialect);
    String from = " FROM " + name + " WHERE " + (keyless ? id + " IS NOT NULL AND " : "");
    String limit = " " + dialect.limit();
    String order = " ORDER BY " + timestamp + ", " + id + limit;
    String last =
        "%s <= %s AND (%s < %s OR %s <= ?)".formatted(timestamp, time, timestamp, time, id);
    String behind =
        "%s >= %s AND (%s > %s OR %s > ?)".formatted(timestamp, time, timestamp, time, id);
    String one = "%s = %s AND %s = ?".formatted(timestamp, time, id);
    String settled = timestamp + " < " + time + order;
    String counted = "SELECT COUNT(*) FROM (SELECT 1";
    String there = limit + ") ROWS_THERE";
    this.columns = timestamp + ", " + id;
    this.look = "SELECT * FROM " + name + " WHERE 1 = 0";
    this.count = counted + from + timestamp + " >= " + time + limit + ") ROWS_AHEAD";
    this.upTo = counted + from + last + there;
    this.between = counted + from + behind + " AND " + last + there;
    this.exact = counted + from + one + there;
    this.keyless =
        counted
            + " FROM "
            + name
            + " WHERE "
            + timestamp
            + " IS NULL OR "
            + id
            + " IS NULL"
            + there;
    this.row = from + one + limit;
    this.any = "SELECT 1" + from + timestamp + " IS NOT NULL" + limit;
    this.anyBehind = "SELECT 1" + from + behind + order;
    this.fromTheFirst = from + last + order;
    this.behindTime = from + timestamp + " > " + time + " AND " + last + order;
    this.behindRow = from + behind + " AND " + last + order;
    this.first = from + settled;
    this.next = from + behind + " AND " + settled;
    String dated = "SELECT COUNT(*), MIN(DATED) FROM (SELECT " + timestamp + " AS DATED";
    this.waitingFromTheFirst = dated + first + ") ROWS_WAITING";
    this.waiting = dated + next + ") ROWS_WAITING";
  }

  /** Counts what the next pages have, and finds when the first row of them is dated. */
  String waiting(Optional<Position> after) {
    return after.isPresent() ? waiting : waitingFromTheFirst;
  }

  void bindWaiting(
      PreparedStatement statement, Optional<Position> after, LocalDateTime horizon, int most)
      throws SQLException {
    int index = after.isPresent() ? bind(statement, 0, after.get()) : 0;
    statement.setObject(index + 1, horizon);
    statement.setInt(index + 2, most);
  }

  /** Has the table's columns, and no row. */
  String look() {
    return look;
  }

  /** The statement for the page after this position, or for the very first one. */
  String sql(Optional<Position> after, String columns) {
    return "SELECT " + columns + (after.isPresent() ? next : first);
  }

  /** Counts the rows that have no position, up to a number, its parameter. */
  String keyless() {
    return keyless;
  }

  /** Has a row if there is one after this position, or any. */
  String any(Optional<Position> after) {
    return after.isPresent() ? anyBehind : any;
  }

  void bindAny(PreparedStatement statement, Optional<Position> after) throws SQLException {
    int index = after.isPresent() ? bind(statement, 0, after.get()) : 0;
    statement.setInt(index + 1, 1);
  }

  /** Counts the rows from a time on, its first parameter, up to a number, its second. */
  String count() {
    return count;
  }

  /** The keys of the rows of a stretch, in order, up to a number. */
  String keys(Stretch stretch) {
    return "SELECT " + columns + range(stretch);
  }

  /** Counts those rows, up to a number. */
  String count(Stretch stretch) {
    return "SELECT COUNT(*) FROM (SELECT 1" + range(stretch) + ") ROWS_THERE";
  }

  /** The same rows as a whole. */
  String rows(Stretch stretch, String selected) {
    return "SELECT " + selected + range(stretch);
  }

  private String range(Stretch stretch) {
    if (stretch.after().isPresent()) {
      return behindRow;
    }
    return stretch.behind().isPresent() ? behindTime : fromTheFirst;
  }

  void bind(PreparedStatement statement, Stretch stretch, int rows) throws SQLException {
    int index = 0;
    if (stretch.after().isPresent()) {
      index = bind(statement, 0, stretch.after().get());
    } else if (stretch.behind().isPresent()) {
      bindTime(statement, ++index, new Position(stretch.behind().get(), ""));
    }
    index = bind(statement, index, stretch.last());
    statement.setInt(index + 1, rows);
    statement.setFetchSize(dialect.rowsAtOnce(rows));
  }

  /** Has the row at a position. */
  String row(String selected) {
    return "SELECT " + selected + row;
  }

  /** Counts the rows at a position, of which there is one at most. */
  String exact() {
    return exact;
  }

  void bind(PreparedStatement statement, Position exactly) throws SQLException {
    bindTime(statement, 1, exactly);
    bindId(statement, 2, exactly.id());
    statement.setInt(3, 1);
  }

  /** Counts the rows after a position, or from the first one on, up to another, that included. */
  String count(Optional<Position> after) {
    return after.isPresent() ? between : upTo;
  }

  void bind(PreparedStatement statement, Optional<Position> after, Position last, int most)
      throws SQLException {
    int index = after.isPresent() ? bind(statement, 0, after.get()) : 0;
    index = bind(statement, index, last);
    statement.setInt(index + 1, most);
  }

  private int bind(PreparedStatement statement, int before, Position position) throws SQLException {
    bindTime(statement, before + 1, position);
    bindTime(statement, before + 2, position);
    bindId(statement, before + 3, position.id());
    return before + 3;
  }

  /** What is none of the calendar is compared as text, by which MariaDB means the same. */
  private static void bindTime(PreparedStatement statement, int index, Position position)
      throws SQLException {
    Optional<LocalDateTime> time = position.time();
    if (time.isPresent()) {
      statement.setObject(index, time.get());
    } else {
      statement.setString(index, position.timestamp().substring(0, MICROSECONDS_LENGTH));
    }
  }

  void bind(PreparedStatement statement, Optional<Position> after, LocalDateTime horizon, int rows)
      throws SQLException {
    int index = after.isPresent() ? bind(statement, 0, after.get()) : 0;
    statement.setObject(++index, horizon);
    statement.setInt(++index, rows);
    statement.setFetchSize(dialect.rowsAtOnce(rows));
  }

  private void bindId(PreparedStatement statement, int index, String id) throws SQLException {
    switch (table.idType()) {
      case INTEGER, NUMBER -> statement.setBigDecimal(index, new BigDecimal(id));
      case TEXT -> statement.setString(index, id);
      case NATIONAL_TEXT -> statement.setNString(index, id);
    }
  }
}
