package dev.signalbox.journal.samples;

/**
 * A measured value in two bytes: its logarithm, to about 0.05 per cent, from a thousandth to a
 * billion. So a month of a measure takes 84 kB. Larger codes stand for larger values.
 */
final class Quantity {
  /** No value: what a new array is full of. */
  static final short NONE = 0;

  private static final short ZERO = 1;
  private static final int LOWEST = 2;
  private static final int HIGHEST = 0xFFFF;
  private static final double LEAST = 1e-3;
  private static final double MOST = 1e9;
  private static final double STEPS = (HIGHEST - LOWEST) / Math.log(MOST / LEAST);

  private Quantity() {}

  /** What is too small counts as nothing, what is too large as the largest. */
  static short encode(double value) {
    if (!(value >= LEAST)) {
      return ZERO;
    }
    long code = LOWEST + Math.round(Math.log(Math.min(value, MOST) / LEAST) * STEPS);
    return (short) Math.min(code, HIGHEST);
  }

  /** Not a number if there is none. */
  static float decode(short code) {
    int whole = Short.toUnsignedInt(code);
    if (whole < LOWEST) {
      return whole == ZERO ? 0 : Float.NaN;
    }
    return (float) (LEAST * Math.exp((whole - LOWEST) / STEPS));
  }

  static short smaller(short one, short other) {
    if (one == NONE || other == NONE) {
      return one == NONE ? other : one;
    }
    return Short.compareUnsigned(one, other) <= 0 ? one : other;
  }

  static short larger(short one, short other) {
    return Short.compareUnsigned(one, other) >= 0 ? one : other;
  }
}
