package dev.signalbox.sandbox.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Objects;
import org.h2.api.Interval;
import org.jspecify.annotations.Nullable;

/** Values between the wire and the engine; null is no bytes, both ways. */
final class Values {
  private static final BigDecimal NANOSECONDS_PER_DAY = BigDecimal.valueOf(86_400_000_000_000L);
  private static final int NUMBER_PRECISION = 40;

  private Values() {}

  static @Nullable Object decode(OracleType type, byte[] wire) throws OracleException {
    if (wire.length == 0) {
      return null;
    }
    return switch (type) {
      case VARCHAR2, CHAR, LONG -> new String(wire, StandardCharsets.UTF_8);
      case NUMBER -> OracleNumber.decode(wire);
      case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> OracleDateTime.decode(wire);
      case ROWID ->
          throw new OracleException(
              OracleException.UNSUPPORTED_TYPE, "the Oracle stand-in binds no row addresses");
      case TIMESTAMP_WITH_TIME_ZONE -> OracleDateTime.decodeZoned(wire);
      case RAW, LONG_RAW -> wire;
      case INTERVAL_YEAR_TO_MONTH, INTERVAL_DAY_TO_SECOND ->
          throw new OracleException(
              OracleException.UNSUPPORTED_TYPE, "the Oracle stand-in binds no intervals");
      case BINARY_FLOAT -> {
        int bits = ByteBuffer.wrap(wire).getInt();
        yield Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MIN_VALUE : ~bits);
      }
      case BINARY_DOUBLE -> {
        long bits = ByteBuffer.wrap(wire).getLong();
        yield Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
      }
    };
  }

  static byte[] encode(Column column, ResultSet rows, int index)
      throws SQLException, OracleException {
    if (rows.getObject(index) == null) {
      return new byte[0];
    }
    return switch (column.type()) {
      case VARCHAR2, CHAR, LONG -> text(rows, index, column.characters());
      case NUMBER -> OracleNumber.encode(number(rows, index));
      case DATE -> OracleDateTime.encodeDate(dateTime(rows, index));
      case TIMESTAMP -> OracleDateTime.encodeTimestamp(dateTime(rows, index));
      case TIMESTAMP_WITH_TIME_ZONE ->
          OracleDateTime.encodeZoned(
              Objects.requireNonNull(rows.getObject(index, OffsetDateTime.class)));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          // The zone of the stand-in's database is UTC.
          OracleDateTime.encodeTimestamp(
              Objects.requireNonNull(rows.getObject(index, OffsetDateTime.class))
                  .withOffsetSameInstant(ZoneOffset.UTC)
                  .toLocalDateTime());
      case ROWID -> RowAddress.encode(Objects.requireNonNull(rows.getString(index)));
      case RAW, LONG_RAW -> Objects.requireNonNull(rows.getBytes(index));
      case INTERVAL_YEAR_TO_MONTH ->
          OracleInterval.encodeMonths(Objects.requireNonNull(rows.getObject(index, Period.class)));
      case INTERVAL_DAY_TO_SECOND ->
          OracleInterval.encodeSeconds(
              Objects.requireNonNull(rows.getObject(index, Duration.class)));
      case BINARY_FLOAT -> {
        int bits = Float.floatToIntBits(rows.getFloat(index));
        int sortable = bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
        yield ByteBuffer.allocate(Float.BYTES).putInt(sortable).array();
      }
      case BINARY_DOUBLE -> {
        long bits = Double.doubleToLongBits(rows.getDouble(index));
        long sortable = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        yield ByteBuffer.allocate(Double.BYTES).putLong(sortable).array();
      }
    };
  }

  /** A CLOB is told to the client as a text of limited length, and is cut to that here. */
  private static byte[] text(ResultSet rows, int index, int longest) throws SQLException {
    String text = Objects.requireNonNull(rows.getString(index));
    int end = Math.min(text.length(), longest);
    boolean splitsPair = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, splitsPair ? end - 1 : end).getBytes(StandardCharsets.UTF_8);
  }

  private static LocalDateTime dateTime(ResultSet rows, int index) throws SQLException {
    return Objects.requireNonNull(rows.getObject(index, LocalDateTime.class));
  }

  /**
   * In Oracle the difference of two dates is a number of days; the engine yields an interval, and a
   * multiple of it where the statement goes on to multiply.
   */
  private static BigDecimal number(ResultSet rows, int index) throws SQLException {
    if (rows.getObject(index) instanceof Interval) {
      Duration days = Objects.requireNonNull(rows.getObject(index, Duration.class));
      BigDecimal nanoseconds =
          BigDecimal.valueOf(days.toSeconds())
              .movePointRight(9)
              .add(BigDecimal.valueOf(days.toNanosPart()));
      return nanoseconds.divide(NANOSECONDS_PER_DAY, new MathContext(NUMBER_PRECISION));
    }
    return Objects.requireNonNull(rows.getBigDecimal(index));
  }
}
