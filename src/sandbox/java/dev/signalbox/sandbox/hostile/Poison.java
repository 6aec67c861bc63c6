package dev.signalbox.sandbox.hostile;

/** Text that patterns, terminals, windows and logs do not take well. */
public enum Poison {
  BLANKS("blanks", "", " "),
  ADDRESSES("addresses", "@", "://a:"),
  BRACKETS("brackets", "", "(([[{{<<"),
  PASSWORDS("passwords", "", "password="),
  CODES("codes", "", "ORA-"),
  /** Escape sequences, a line that claims to be another one, text that runs from right to left. */
  CONTROLS(
      "control characters",
      "",
      "\u001b[2J\u0007\u0000\u00c2\u009b1m\r\n"
          + "12:00:00.000 forged \u00e2\u0080\u00ae\u00e2\u0081\u00a6"),
  SURROGATES("lone surrogates", "", "\u00ed\u00a0\u0080");

  /** How much of it is said where there is no limit, in bytes. */
  public static final int LENGTH = 1_000_000;

  private final String words;

  /** As on the wire: each character is one byte. */
  private final String beginning;

  private final String piece;

  Poison(String words, String beginning, String piece) {
    this.words = words;
    this.beginning = beginning;
    this.piece = piece;
  }

  /** The byte at that place of the text. */
  byte at(int index) {
    return (byte)
        (index < beginning.length()
            ? beginning.charAt(index)
            : piece.charAt((index - beginning.length()) % piece.length()));
  }

  @Override
  public String toString() {
    return words;
  }
}
