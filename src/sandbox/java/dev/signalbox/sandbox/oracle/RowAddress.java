package dev.signalbox.sandbox.oracle;

/**
 * The address of a row: 18 characters of base 64, which are four numbers on the wire: object, file,
 * block, row.
 */
final class RowAddress {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private RowAddress() {}

  static byte[] encode(String shown) {
    return new TtcWriter()
        .numbers(number(shown, 0, 6), number(shown, 6, 9))
        .byte1(0)
        .numbers(number(shown, 9, 15), number(shown, 15, 18))
        .toByteArray();
  }

  private static long number(String shown, int from, int to) {
    return shown
        .substring(from, to)
        .chars()
        .asLongStream()
        .reduce(0, (number, digit) -> number * DIGITS.length() + DIGITS.indexOf((int) digit));
  }
}
