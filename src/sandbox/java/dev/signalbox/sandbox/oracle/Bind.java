package dev.signalbox.sandbox.oracle;

/**
 * How a client announces one bind value.
 *
 * @param longest the most bytes that any of its values may have
 */
record Bind(OracleType type, int longest) {
  private static final int LONGEST_IN_PLACE = 4000;

  /** Whether its values come after those of all others, whatever its place in the statement. */
  boolean comesLast() {
    return type == OracleType.LONG || type == OracleType.LONG_RAW || longest > LONGEST_IN_PLACE;
  }
}
