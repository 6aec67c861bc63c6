package dev.signalbox.sandbox.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;

/**
 * NUMBER on the wire: an exponent byte, then up to twenty digits of base 100, aligned on the
 * decimal point. Negative numbers are complemented and end with a marker, so that bytes sort as
 * numbers do.
 */
final class OracleNumber {
  private static final int ZERO = 0x80;
  private static final int POSITIVE_EXPONENT = 0xC0;
  private static final int NEGATIVE_END = 102;
  private static final int MOST_DIGITS = 20;
  private static final int NUMERIC_OVERFLOW = 1426;

  private OracleNumber() {}

  static byte[] encode(BigDecimal value) throws OracleException {
    if (value.signum() == 0) {
      return new byte[] {(byte) ZERO};
    }
    boolean negative = value.signum() < 0;
    String digits = alignedDigits(value);
    if (digits.length() > 2 * MOST_DIGITS) {
      int precision = digits.charAt(0) == '0' ? 2 * MOST_DIGITS - 1 : 2 * MOST_DIGITS;
      return encode(value.round(new MathContext(precision)));
    }
    int pairs = digits.length() / 2;
    int exponent = pairs + Math.floorDiv(-value.stripTrailingZeros().scale(), 2);
    if (exponent < -64) {
      return new byte[] {(byte) ZERO};
    }
    if (exponent > 63) {
      throw new OracleException(NUMERIC_OVERFLOW, "numeric overflow");
    }
    byte[] wire = new byte[1 + pairs + (negative && pairs < MOST_DIGITS ? 1 : 0)];
    int head = POSITIVE_EXPONENT + exponent;
    wire[0] = (byte) (negative ? ~head : head);
    for (int pair = 0; pair < pairs; pair++) {
      int digit = Integer.parseInt(digits, 2 * pair, 2 * pair + 2, 10);
      wire[1 + pair] = (byte) (negative ? 101 - digit : digit + 1);
    }
    if (wire.length > 1 + pairs) {
      wire[1 + pairs] = NEGATIVE_END;
    }
    return wire;
  }

  /** The significant digits as pairs that start and end on even powers of ten. */
  private static String alignedDigits(BigDecimal value) {
    BigDecimal plain = value.abs().stripTrailingZeros();
    String digits = plain.unscaledValue().toString();
    if (Math.floorMod(plain.scale(), 2) == 1) {
      digits = digits + "0";
    }
    return digits.length() % 2 == 0 ? digits : "0" + digits;
  }

  static BigDecimal decode(byte[] wire) {
    int head = wire[0] & 0xFF;
    if (head == ZERO && wire.length == 1) {
      return BigDecimal.ZERO;
    }
    boolean negative = head < ZERO;
    int exponent = (negative ? ~head & 0xFF : head) - POSITIVE_EXPONENT;
    boolean ended = negative && wire[wire.length - 1] == NEGATIVE_END;
    byte[] digits = Arrays.copyOfRange(wire, 1, ended ? wire.length - 1 : wire.length);
    BigInteger unscaled = BigInteger.ZERO;
    for (byte digit : digits) {
      int value = negative ? 101 - (digit & 0xFF) : (digit & 0xFF) - 1;
      unscaled = unscaled.multiply(BigInteger.valueOf(100)).add(BigInteger.valueOf(value));
    }
    BigDecimal number = new BigDecimal(unscaled, 2 * (digits.length - exponent));
    number = number.scale() <= 0 ? number : number.stripTrailingZeros();
    return negative ? number.negate() : number;
  }
}
