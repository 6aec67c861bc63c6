package dev.signalbox.relay.source;

import dev.signalbox.relay.state.TimestampText;
import dev.signalbox.settings.DatabaseKind;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one column's value. The form follows from the declared type alone, never from a value, so
 * that a consumer sees one form per column. Numbers that JavaScript would round are strings; NULL
 * is an explicit null.
 */
@FunctionalInterface
interface ColumnWriter {
  /** All integers of so many digits survive a double. */
  int JAVASCRIPT_SAFE_DIGITS = 15;

  /** ojdbc's own numbers for the types that JDBC does not know. */
  int ORACLE_TIMESTAMP_TZ = -101;

  /** Behind a time in UTC. */
  String INSTANT = "Z";

  int ORACLE_TIMESTAMP_LTZ = -102;
  int ORACLE_BINARY_FLOAT = 100;
  int ORACLE_BINARY_DOUBLE = 101;

  void write(ResultSet row, int column, JsonGenerator json) throws SQLException;

  static ColumnWriter of(ColumnType type) {
    return switch (type.jdbcType()) {
      case Types.BOOLEAN, Types.BIT -> bits(type);
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> ColumnWriter::integer;
      case Types.BIGINT -> type.isLong() ? ColumnWriter::integerText : ColumnWriter::decimal;
      case Types.DECIMAL, Types.NUMERIC ->
          isSafeInteger(type)
              ? ColumnWriter::integer
              : type.isLong() ? ColumnWriter::integerText : ColumnWriter::decimal;
      case Types.REAL, ORACLE_BINARY_FLOAT -> ColumnWriter::singlePrecision;
      // Oracle's FLOAT is a NUMBER, with up to 38 digits.
      case Types.FLOAT -> ColumnWriter::decimal;
      case Types.DOUBLE, ORACLE_BINARY_DOUBLE -> ColumnWriter::doublePrecision;
      case Types.DATE -> type.name().equals("YEAR") ? ColumnWriter::integer : ColumnWriter::date;
      case Types.TIMESTAMP -> type.isInstant() ? ColumnWriter::instant : ColumnWriter::timestamp;
      case Types.TIME -> type.scale() > 0 ? ColumnWriter::fractionalTime : ColumnWriter::text;
      case Types.TIMESTAMP_WITH_TIMEZONE, ORACLE_TIMESTAMP_TZ -> ColumnWriter::zonedTimestamp;
      case ORACLE_TIMESTAMP_LTZ -> ColumnWriter::localTimestamp;
      case Types.CLOB, Types.NCLOB -> ColumnWriter::largeText;
      case Types.BLOB -> ColumnWriter::largeBytes;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> ColumnWriter::bytes;
      // Text, dates, times, intervals, and whatever else a database can show as text.
      default -> ColumnWriter::text;
    };
  }

  /** MariaDB's driver calls TINYINT(1) a boolean, but it holds more than two values. */
  private static ColumnWriter bits(ColumnType type) {
    if (type.database() == DatabaseKind.MARIADB && !type.name().startsWith("BIT")) {
      return ColumnWriter::integer;
    }
    return type.precision() <= 1 ? ColumnWriter::truth : ColumnWriter::bytes;
  }

  private static boolean isSafeInteger(ColumnType type) {
    return type.scale() == 0 && type.precision() > 0 && type.precision() <= JAVASCRIPT_SAFE_DIGITS;
  }

  private static void truth(ResultSet row, int column, JsonGenerator json) throws SQLException {
    boolean value = row.getBoolean(column);
    if (row.wasNull()) {
      json.writeNull();
    } else {
      json.writeBoolean(value);
    }
  }

  private static void integer(ResultSet row, int column, JsonGenerator json) throws SQLException {
    long value = row.getLong(column);
    if (row.wasNull()) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  private static void integerText(ResultSet row, int column, JsonGenerator json)
      throws SQLException {
    string(integerText(row, column), json);
  }

  /** Without the detour over a decimal number, which costs as much as the rest of a short row. */
  static @Nullable String integerText(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Long.toString(value);
  }

  private static void decimal(ResultSet row, int column, JsonGenerator json) throws SQLException {
    decimal(row.getBigDecimal(column), json);
  }

  /** Writes a number that was read already. */
  static void decimal(@Nullable BigDecimal value, JsonGenerator json) {
    string(value == null ? null : value.toPlainString(), json);
  }

  private static void singlePrecision(ResultSet row, int column, JsonGenerator json)
      throws SQLException {
    float value = row.getFloat(column);
    if (row.wasNull()) {
      json.writeNull();
    } else if (Float.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Float.toString(value));
    }
  }

  private static void doublePrecision(ResultSet row, int column, JsonGenerator json)
      throws SQLException {
    double value = row.getDouble(column);
    if (row.wasNull()) {
      json.writeNull();
    } else if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }

  /**
   * One without a month or a day the driver refuses, but in one of its two forms of a result shows:
   * here it refuses it in both.
   */
  private static void date(ResultSet row, int column, JsonGenerator json) throws SQLException {
    LocalDate value = row.getObject(column, LocalDate.class);
    // Zeros are shown in both, though they are no date.
    string(value == null ? row.getString(column) : value.toString(), json);
  }

  private static void timestamp(ResultSet row, int column, JsonGenerator json) throws SQLException {
    moment(moment(row, column), row, column, "", json);
  }

  private static void instant(ResultSet row, int column, JsonGenerator json) throws SQLException {
    moment(moment(row, column), row, column, INSTANT, json);
  }

  /** Writes a moment that was read already. */
  static void moment(
      @Nullable LocalDateTime value, ResultSet row, int column, String zone, JsonGenerator json)
      throws SQLException {
    string(value == null ? asShown(row, column, zone) : TimestampText.iso(value) + zone, json);
  }

  /** Null also for what is no moment: MariaDB has dates without a month or a day. */
  static @Nullable LocalDateTime moment(ResultSet row, int column) throws SQLException {
    try {
      return row.getObject(column, LocalDateTime.class);
    } catch (SQLDataException e) {
      return null;
    }
  }

  /** As the database shows it, in the form of those that are moments. */
  private static @Nullable String asShown(ResultSet row, int column, String zone)
      throws SQLException {
    String shown = row.getString(column);
    return shown == null ? null : TimestampText.isoOfShown(shown) + zone;
  }

  /** As text, MariaDB's driver shows a hundred microseconds where there are ten. */
  private static void fractionalTime(ResultSet row, int column, JsonGenerator json)
      throws SQLException {
    Duration value = row.getObject(column, Duration.class);
    string(value == null ? null : TimestampText.time(value), json);
  }

  private static void zonedTimestamp(ResultSet row, int column, JsonGenerator json)
      throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    string(value == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value), json);
  }

  /** An instant, which the driver shows in the zone of whoever asks. */
  private static void localTimestamp(ResultSet row, int column, JsonGenerator json)
      throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    string(
        value == null
            ? null
            : TimestampText.iso(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime())
                + INSTANT,
        json);
  }

  private static void bytes(ResultSet row, int column, JsonGenerator json) throws SQLException {
    byte[] value = row.getBytes(column);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeBinary(value);
    }
  }

  /** Its length comes before it: what is too large is not read. */
  private static void largeText(ResultSet row, int column, JsonGenerator json) throws SQLException {
    Clob value = row.getClob(column);
    if (value == null) {
      json.writeNull();
      return;
    }
    long length = value.length();
    if (length > SelectedColumns.MOST_BYTES) {
      throw SelectedColumns.tooLarge("value has %d characters".formatted(length));
    }
    json.writeString(length == 0 ? "" : value.getSubString(1, Math.toIntExact(length)));
  }

  private static void largeBytes(ResultSet row, int column, JsonGenerator json)
      throws SQLException {
    Blob value = row.getBlob(column);
    if (value == null) {
      json.writeNull();
      return;
    }
    long length = value.length();
    if (length > SelectedColumns.MOST_BYTES) {
      throw SelectedColumns.tooLarge("value has %d bytes".formatted(length));
    }
    json.writeBinary(length == 0 ? new byte[0] : value.getBytes(1, Math.toIntExact(length)));
  }

  private static void text(ResultSet row, int column, JsonGenerator json) throws SQLException {
    string(row.getString(column), json);
  }

  private static void string(@Nullable String value, JsonGenerator json) {
    if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value);
    }
  }
}
