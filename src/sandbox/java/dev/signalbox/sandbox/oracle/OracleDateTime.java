package dev.signalbox.sandbox.oracle;

import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * Dates and timestamps on the wire: seven bytes from the century to the second, then four of
 * nanoseconds if there are any, then two of zone. With a zone the fields are those of UTC.
 */
final class OracleDateTime {
  private static final int DATE_LENGTH = 7;
  private static final int TIMESTAMP_LENGTH = 11;
  private static final int ZONED_LENGTH = 13;
  private static final int YEAR_EXCESS = 100;
  private static final int ZONE_HOUR_EXCESS = 20;
  private static final int ZONE_MINUTE_EXCESS = 60;
  private static final int NAMED_REGION = 0x80;

  private OracleDateTime() {}

  static byte[] encodeDate(LocalDateTime value) {
    return fields(value, DATE_LENGTH).array();
  }

  static byte[] encodeTimestamp(LocalDateTime value) {
    int nanos = value.get(ChronoField.NANO_OF_SECOND);
    return nanos == 0 ? encodeDate(value) : fields(value, TIMESTAMP_LENGTH).putInt(nanos).array();
  }

  static byte[] encodeZoned(OffsetDateTime value) {
    LocalDateTime utc = value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    int minutes = value.getOffset().getTotalSeconds() / 60;
    return fields(utc, ZONED_LENGTH)
        .putInt(utc.get(ChronoField.NANO_OF_SECOND))
        .put((byte) (minutes / 60 + ZONE_HOUR_EXCESS))
        .put((byte) (minutes % 60 + ZONE_MINUTE_EXCESS))
        .array();
  }

  private static ByteBuffer fields(LocalDateTime value, int length) {
    // Oracle's calendar has no year 0: before year 1 comes year -1.
    int year = value.getYear() > 0 ? value.getYear() : value.getYear() - 1;
    return ByteBuffer.allocate(length)
        .put((byte) (year / 100 + YEAR_EXCESS))
        .put((byte) (year % 100 + YEAR_EXCESS))
        .put((byte) value.getMonthValue())
        .put((byte) value.getDayOfMonth())
        .put((byte) (value.getHour() + 1))
        .put((byte) (value.getMinute() + 1))
        .put((byte) (value.getSecond() + 1));
  }

  static LocalDateTime decode(byte[] wire) {
    int year = ((wire[0] & 0xFF) - YEAR_EXCESS) * 100 + (wire[1] & 0xFF) - YEAR_EXCESS;
    int nanos = wire.length >= TIMESTAMP_LENGTH ? ByteBuffer.wrap(wire).getInt(DATE_LENGTH) : 0;
    return LocalDateTime.of(
        year > 0 ? year : year + 1, wire[2], wire[3], wire[4] - 1, wire[5] - 1, wire[6] - 1, nanos);
  }

  static OffsetDateTime decodeZoned(byte[] wire) throws OracleException {
    if ((wire[11] & NAMED_REGION) != 0) {
      throw new OracleException(
          OracleException.UNSUPPORTED_TYPE, "the Oracle stand-in knows zones by offset only");
    }
    int minutes = (wire[11] - ZONE_HOUR_EXCESS) * 60 + wire[12] - ZONE_MINUTE_EXCESS;
    return decode(wire)
        .atOffset(ZoneOffset.UTC)
        .withOffsetSameInstant(ZoneOffset.ofTotalSeconds(minutes * 60));
  }
}
