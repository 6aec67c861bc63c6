package dev.signalbox.relay.source;

import dev.signalbox.settings.DatabaseKind;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked for of each row: all columns, or, where some of them may hold more than any message
 * takes, each by its name, and those only in rows that are not too large. A driver reads a whole
 * row before it tells how large it is, so the database has to leave such values out.
 *
 * @param list what stands behind SELECT
 * @param count how many columns are named
 * @param large the indexes of those that may be too large, from 1; behind the table's columns comes
 *     one for each of them that tells how large a row is of which it was left out
 */
record SelectedColumns(String list, int count, List<Integer> large) {
  /** No message takes more: of bytes it would have a third more, as Base64. */
  static final long MOST_BYTES = 8L << 20;

  /** In rows that are too large, values up to this size stay readable. */
  private static final int SMALL = 65_535;

  /** The size of a row is the sum of so many of them: it is written out for each. */
  private static final int MOST_ADDED = 16;

  SelectedColumns {
    large = List.copyOf(large);
  }

  /**
   * Of a table that has these columns. Of Oracle's large values the driver reads no more than it is
   * asked for.
   */
  static SelectedColumns of(DatabaseKind database, SourceTable table, ResultSetMetaData columns)
      throws SQLException {
    List<Integer> large = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (database == DatabaseKind.MARIADB
          && i != table.idColumn()
          && mayBeLarge(ColumnType.of(database, columns, i))) {
        large.add(i);
      }
    }
    return large.isEmpty() ? whole() : bounded(columns, large);
  }

  /** All there are, as they are. */
  static SelectedColumns whole() {
    return new SelectedColumns("*", 0, List.of());
  }

  private static boolean mayBeLarge(ColumnType type) {
    return switch (type.jdbcType()) {
      case Types.LONGVARCHAR, Types.LONGVARBINARY, Types.BLOB, Types.CLOB -> true;
      case Types.VARCHAR -> type.precision() > SMALL;
      // Geometry has no length.
      case Types.VARBINARY -> type.precision() > SMALL || type.precision() < 0;
      default -> false;
    };
  }

  private static SelectedColumns bounded(ResultSetMetaData columns, List<Integer> large)
      throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(SourceDialect.MARIADB.quote(columns.getColumnLabel(i)));
    }
    List<String> sizes =
        large.stream()
            .map(i -> "COALESCE(OCTET_LENGTH(%s), 0)".formatted(names.get(i - 1)))
            .toList();
    List<String> selected = new ArrayList<>(names);
    for (int i = 0; i < sizes.size(); i++) {
      int column = large.get(i) - 1;
      String row = sizes.size() > MOST_ADDED ? sizes.get(i) : String.join(" + ", sizes);
      String leftOut = "%s > %d AND %s > %d".formatted(row, MOST_BYTES, sizes.get(i), SMALL);
      selected.set(column, "IF(%s, NULL, %s) AS %2$s".formatted(leftOut, names.get(column)));
      selected.add("IF(%s, %s, 0) AS signalbox_left_out_%d".formatted(leftOut, row, column));
    }
    return new SelectedColumns(String.join(", ", selected), names.size(), large);
  }

  /** Whether these are all columns, whatever becomes of the table. */
  boolean isWhole() {
    return large.isEmpty();
  }

  /** Refuses what was left out, instead of taking it for NULL. */
  ColumnWriter guarded(int column, ColumnWriter writer) {
    int place = large.indexOf(column);
    if (place < 0) {
      return writer;
    }
    int size = count + 1 + place;
    return (row, index, json) -> {
      requireRead(row.getLong(size));
      writer.write(row, index, json);
    };
  }

  private static void requireRead(long leftOut) throws SQLDataException {
    if (leftOut > 0) {
      throw tooLarge("row has %d bytes of texts and bytes".formatted(leftOut));
    }
  }

  /** Of something that is too large. */
  static SQLDataException tooLarge(String what) {
    return new SQLDataException("the %s, no more than %d are read".formatted(what, MOST_BYTES));
  }
}
