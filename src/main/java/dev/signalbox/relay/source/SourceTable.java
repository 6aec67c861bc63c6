package dev.signalbox.relay.source;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.PollingSettings;
import java.math.BigDecimal;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a relay has to know of its source table.
 *
 * @param idColumn its index in a row, from 1
 * @param id how the database calls that column
 * @param timestampColumn its index in a row, from 1
 * @param timestamp how the database calls that column
 */
record SourceTable(
    int idColumn, String id, int timestampColumn, String timestamp, IdType idType, Dating dating) {
  private static final int NANOSECOND_DIGITS = 9;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /**
   * How the timestamp column dates rows.
   *
   * @param instants whether its values are instants, shown in UTC, not local times
   * @param fraction how many digits of a second it has
   * @param wholeSeconds whether it is Oracle's DATE
   */
  record Dating(boolean instants, int fraction, boolean wholeSeconds) {
    private static Dating of(ColumnType type) {
      boolean date = type.name().equals("DATE");
      // What is computed by a view may have an unknown number.
      boolean known = type.scale() >= 0 && type.scale() <= NANOSECOND_DIGITS;
      return new Dating(
          type.isInstant(), date ? 0 : known ? type.scale() : NANOSECOND_DIGITS, date);
    }
  }

  /** How ids are read and bound; all are ordered by the database. */
  enum IdType {
    /** A number that is a long. */
    INTEGER,
    /** Any other. */
    NUMBER,
    TEXT,
    /** Of characters that the database's others may lack. */
    NATIONAL_TEXT;

    boolean isText() {
      return switch (this) {
        case INTEGER, NUMBER -> false;
        case TEXT, NATIONAL_TEXT -> true;
      };
    }
  }

  /**
   * Finds the two columns that make a position.
   *
   * @throws RelayException naming the columns there are, if a configured one is missing or of a
   *     type that gives no position
   */
  static SourceTable of(
      DatabaseKind database,
      ResultSetMetaData columns,
      PollingSettings settings,
      Endpoint endpoint,
      RelayFailures failures)
      throws SQLException, RelayException {
    int id = find(columns, settings.idColumn(), "id_column", endpoint, failures);
    int timestamp =
        find(columns, settings.timestampColumn(), "timestamp_column", endpoint, failures);
    IdType idType =
        switch (columns.getColumnType(id)) {
          case Types.TINYINT,
              Types.SMALLINT,
              Types.INTEGER,
              Types.BIGINT,
              Types.DECIMAL,
              Types.NUMERIC ->
              ColumnType.of(database, columns, id).isLong() ? IdType.INTEGER : IdType.NUMBER;
          case Types.CHAR, Types.VARCHAR, Types.OTHER -> IdType.TEXT;
          case Types.NCHAR, Types.NVARCHAR -> IdType.NATIONAL_TEXT;
          default -> throw unusable(columns, id, "a number or text", endpoint, failures);
        };
    if (columns.getColumnType(timestamp) != Types.TIMESTAMP) {
      throw unusable(columns, timestamp, "a date with a time, without a zone", endpoint, failures);
    }
    return new SourceTable(
        id,
        columns.getColumnLabel(id),
        timestamp,
        columns.getColumnLabel(timestamp),
        idType,
        Dating.of(ColumnType.of(database, columns, timestamp)));
  }

  /**
   * Whether a row certainly comes no later than another. Of texts within one timestamp only the
   * database knows the order.
   */
  boolean isNotAfter(Position row, Position other) {
    int byTime = compareTimes(row, other);
    if (byTime != 0) {
      return byTime < 0;
    }
    return switch (idType) {
      case INTEGER, NUMBER -> new BigDecimal(row.id()).compareTo(new BigDecimal(other.id())) <= 0;
      case TEXT, NATIONAL_TEXT -> row.id().equals(other.id());
    };
  }

  /** Those that are none of the calendar lie where their text does. */
  private static int compareTimes(Position row, Position other) {
    Optional<LocalDateTime> one = row.time();
    Optional<LocalDateTime> two = other.time();
    return one.isPresent() && two.isPresent()
        ? one.get().compareTo(two.get())
        : row.timestamp().compareTo(other.timestamp());
  }

  /** An id as it stands in positions; empty if this table has none like it. */
  Optional<String> id(String written) {
    if (written.isEmpty() || written.codePointCount(0, written.length()) > Position.LONGEST_ID) {
      return Optional.empty();
    }
    return switch (idType) {
      // Without an exponent, which could stand for a number that fills the memory.
      case INTEGER, NUMBER ->
          NUMBER.matcher(written).matches()
              ? Optional.of(Position.canonicalId(new BigDecimal(written)))
              : Optional.empty();
      case TEXT, NATIONAL_TEXT -> Optional.of(written);
    };
  }

  private static int find(
      ResultSetMetaData columns, String name, String key, Endpoint endpoint, RelayFailures failures)
      throws SQLException, RelayException {
    Identifier wanted = Identifier.ofColumn(name);
    List<String> there = new ArrayList<>();
    List<Integer> alike = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String label = columns.getColumnLabel(i);
      if (label.equals(wanted.text())) {
        return i;
      }
      there.add(label);
      if (!wanted.quoted() && label.equalsIgnoreCase(wanted.text())) {
        alike.add(i);
      }
    }
    return switch (alike.size()) {
      case 1 -> alike.getFirst();
      case 0 ->
          throw failures.mistake(
              endpoint,
              "the table has no column %s".formatted(name),
              "Correct polling.%s; the columns are %s.".formatted(key, String.join(", ", there)));
      default ->
          throw failures.mistake(
              endpoint,
              "the table has several columns that %s may mean".formatted(name),
              "Write polling.%s exactly; the columns are %s."
                  .formatted(key, String.join(", ", there)));
    };
  }

  private static RelayException unusable(
      ResultSetMetaData columns,
      int column,
      String wanted,
      Endpoint endpoint,
      RelayFailures failures)
      throws SQLException {
    return failures.mistake(
        endpoint,
        "column %s is %s, which gives no position"
            .formatted(columns.getColumnLabel(column), typeName(columns, column)),
        "Choose a column that is " + wanted + ".");
  }

  private static String typeName(ResultSetMetaData columns, int column) throws SQLException {
    return columns.getColumnTypeName(column).toUpperCase(Locale.ROOT);
  }
}
