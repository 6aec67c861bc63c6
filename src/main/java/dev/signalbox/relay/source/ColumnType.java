package dev.signalbox.relay.source;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The declared type of a column.
 *
 * @param jdbcType one of {@link java.sql.Types}, or a number of the driver's own
 * @param name as the database calls it, in upper case
 */
record ColumnType(int jdbcType, String name, int precision, int scale) {

  static ColumnType of(ResultSetMetaData metadata, int column) throws SQLException {
    return new ColumnType(
        metadata.getColumnType(column),
        metadata.getColumnTypeName(column).toUpperCase(Locale.ROOT),
        metadata.getPrecision(column),
        metadata.getScale(column));
  }
}
