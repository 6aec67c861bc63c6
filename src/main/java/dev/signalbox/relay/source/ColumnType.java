package dev.signalbox.relay.source;

import dev.signalbox.settings.DatabaseKind;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/**
 * The declared type of a column.
 *
 * @param jdbcType one of {@link java.sql.Types}, or a number of the driver's own
 * @param name as the database calls it, in upper case
 * @param signed whether its numbers may be negative
 */
record ColumnType(
    DatabaseKind database, int jdbcType, String name, int precision, int scale, boolean signed) {
  /** All integers of so many digits are longs. */
  private static final int LONG_DIGITS = 18;

  static ColumnType of(DatabaseKind database, ResultSetMetaData metadata, int column)
      throws SQLException {
    return new ColumnType(
        database,
        metadata.getColumnType(column),
        metadata.getColumnTypeName(column).toUpperCase(Locale.ROOT),
        metadata.getPrecision(column),
        metadata.getScale(column),
        metadata.isSigned(column));
  }

  /** Whether its values are integers, all of which are longs. */
  boolean isLong() {
    return switch (jdbcType) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> true;
      case Types.BIGINT -> signed;
      case Types.DECIMAL, Types.NUMERIC -> scale == 0 && precision > 0 && precision <= LONG_DIGITS;
      default -> false;
    };
  }

  /** Whether its values are instants, which the session shows in UTC, though JDBC knows no zone. */
  boolean isInstant() {
    return database == DatabaseKind.MARIADB
        && jdbcType == Types.TIMESTAMP
        && name.equals("TIMESTAMP");
  }
}
