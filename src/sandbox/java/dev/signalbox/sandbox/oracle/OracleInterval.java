package dev.signalbox.sandbox.oracle;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Period;

/** Intervals on the wire: each field above what would make it negative. */
final class OracleInterval {
  private static final int MONTHS_LENGTH = 5;
  private static final int SECONDS_LENGTH = 11;
  private static final int EXCESS = 60;

  private OracleInterval() {}

  static byte[] encodeMonths(Period value) {
    Period plain = value.normalized();
    return ByteBuffer.allocate(MONTHS_LENGTH)
        .putInt(plain.getYears() ^ Integer.MIN_VALUE)
        .put((byte) (plain.getMonths() + EXCESS))
        .array();
  }

  static byte[] encodeSeconds(Duration value) {
    int sign = value.isNegative() ? -1 : 1;
    Duration plain = value.abs();
    return ByteBuffer.allocate(SECONDS_LENGTH)
        .putInt((int) (sign * plain.toDaysPart()) ^ Integer.MIN_VALUE)
        .put((byte) (sign * plain.toHoursPart() + EXCESS))
        .put((byte) (sign * plain.toMinutesPart() + EXCESS))
        .put((byte) (sign * plain.toSecondsPart() + EXCESS))
        .putInt(sign * plain.toNanosPart() ^ Integer.MIN_VALUE)
        .array();
  }
}
