package dev.signalbox.sandbox.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine says about the columns of a query, in Oracle's terms. */
final class Columns {
  private static final int NUMBER_SIZE = 22;
  private static final int NO_SCALE = -127;
  private static final int FLOAT_BITS = 126;
  private static final int LONGEST_TEXT = 4000;
  private static final int ROW_ADDRESS = 18;
  private static final int BYTES_PER_CHARACTER = 4;

  private Columns() {}

  /** The columns of a query; none for any other statement. */
  static List<Column> of(@Nullable ResultSetMetaData metaData, Connection connection)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int index = 1; metaData != null && index <= metaData.getColumnCount(); index++) {
      columns.add(column(metaData, index, connection));
    }
    return List.copyOf(columns);
  }

  private static Column column(ResultSetMetaData of, int index, Connection connection)
      throws SQLException {
    int scale = of.getScale(index);
    return switch (of.getColumnType(index)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
          isComputed(of, index)
              ? plain(of, index, OracleType.NUMBER, 0, NO_SCALE, NUMBER_SIZE)
              : plain(of, index, OracleType.NUMBER, 38, 0, NUMBER_SIZE);
      case Types.NUMERIC, Types.DECIMAL ->
          isComputed(of, index) || of.getColumnTypeName(index).startsWith("DECFLOAT")
              ? plain(of, index, OracleType.NUMBER, 0, NO_SCALE, NUMBER_SIZE)
              : of.getPrecision(index) == 38
                      && isOf(SqlEngine.HUNDREDS_DOMAIN, of, index, connection)
                  ? plain(of, index, OracleType.NUMBER, 5, -2, NUMBER_SIZE)
                  : plain(of, index, OracleType.NUMBER, of.getPrecision(index), scale, NUMBER_SIZE);
      case Types.BOOLEAN -> plain(of, index, OracleType.NUMBER, 1, 0, NUMBER_SIZE);
      case Types.REAL -> plain(of, index, OracleType.BINARY_FLOAT, 0, 0, 4);
      case Types.FLOAT -> plain(of, index, OracleType.NUMBER, FLOAT_BITS, NO_SCALE, NUMBER_SIZE);
      case Types.DOUBLE -> plain(of, index, OracleType.BINARY_DOUBLE, 0, 0, 8);
      case Types.DATE -> plain(of, index, OracleType.DATE, 0, 0, 7);
      case Types.TIMESTAMP ->
          scale == 0 && !isOf(SqlEngine.WHOLE_SECONDS_DOMAIN, of, index, connection)
              ? plain(of, index, OracleType.DATE, 0, 0, 7)
              : plain(of, index, OracleType.TIMESTAMP, 0, scale, 11);
      case Types.TIMESTAMP_WITH_TIMEZONE ->
          scale == 9 && isOf(SqlEngine.LOCAL_TIME_DOMAIN, of, index, connection)
              ? plain(of, index, OracleType.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 0, scale, 11)
              : plain(of, index, OracleType.TIMESTAMP_WITH_TIME_ZONE, 0, scale, 13);
      case Types.BINARY, Types.VARBINARY, Types.BLOB ->
          isLong(SqlEngine.LONG_BYTES_DOMAIN, of, index, connection)
              ? plain(of, index, OracleType.LONG_RAW, 0, 0, 0)
              : plain(
                  of, index, OracleType.RAW, 0, 0, Math.min(of.getPrecision(index), LONGEST_TEXT));
      case Types.CHAR, Types.NCHAR -> text(of, index, OracleType.CHAR);
      case Types.OTHER -> interval(of, index);
      default ->
          of.getPrecision(index) == ROW_ADDRESS
                  && isOf(SqlEngine.ROW_ADDRESS_DOMAIN, of, index, connection)
              ? plain(of, index, OracleType.ROWID, 0, 0, ROW_ADDRESS)
              : isLong(SqlEngine.LONG_TEXT_DOMAIN, of, index, connection)
                  ? plain(of, index, OracleType.LONG, 0, 0, 0)
                  : text(of, index, OracleType.VARCHAR2);
    };
  }

  private static boolean isLong(
      String domain, ResultSetMetaData of, int index, Connection connection) throws SQLException {
    return of.getPrecision(index) == SqlEngine.LONG_PRECISION
        && isOf(domain, of, index, connection);
  }

  /** What is computed is the difference of two dates, of which Oracle makes a number of days. */
  private static Column interval(ResultSetMetaData of, int index) throws SQLException {
    if (isComputed(of, index)) {
      return plain(of, index, OracleType.NUMBER, 0, NO_SCALE, NUMBER_SIZE);
    }
    return of.getColumnTypeName(index).contains("MONTH")
        ? plain(of, index, OracleType.INTERVAL_YEAR_TO_MONTH, 2, 0, 5)
        : plain(of, index, OracleType.INTERVAL_DAY_TO_SECOND, 2, of.getScale(index), 11);
  }

  /** Oracle gives a computed number no precision, whatever the operands had. */
  private static boolean isComputed(ResultSetMetaData of, int index) throws SQLException {
    return of.getTableName(index).isEmpty();
  }

  private static Column plain(
      ResultSetMetaData of, int index, OracleType type, int precision, int scale, int size)
      throws SQLException {
    return new Column(
        of.getColumnLabel(index), type, precision, scale, size, 0, isNullable(of, index));
  }

  private static Column text(ResultSetMetaData of, int index, OracleType type) throws SQLException {
    int characters = Math.clamp(of.getPrecision(index), 1, LONGEST_TEXT);
    return new Column(
        of.getColumnLabel(index),
        type,
        0,
        0,
        characters * BYTES_PER_CHARACTER,
        characters,
        isNullable(of, index));
  }

  private static boolean isNullable(ResultSetMetaData of, int index) throws SQLException {
    return of.isNullable(index) != ResultSetMetaData.columnNoNulls;
  }

  private static boolean isOf(String domain, ResultSetMetaData of, int index, Connection connection)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT DOMAIN_NAME FROM INFORMATION_SCHEMA.COLUMNS"
                + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_NAME = ?")) {
      query.setString(1, of.getSchemaName(index));
      query.setString(2, of.getTableName(index));
      query.setString(3, of.getColumnName(index));
      try (ResultSet found = query.executeQuery()) {
        return found.next() && domain.equals("SYS." + found.getString(1));
      }
    }
  }
}
