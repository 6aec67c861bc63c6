package dev.signalbox.sandbox.hostile;

import java.nio.charset.StandardCharsets;

/** Text that patterns, terminals, windows and logs do not take well, a megabyte of each. */
public enum Poison {
  BLANKS("blanks", "", " "),
  ADDRESSES("addresses", "@", "://a:"),
  BRACKETS("brackets", "", "(([[{{<<"),
  PASSWORDS("passwords", "", "password="),
  CODES("codes", "", "ORA-"),
  CONTROLS("control characters", "", "\u001b[2J\u0007\u0000\u202e\u2066\u009b1m\r\n12:00 forged "),
  SURROGATES("lone surrogates", new byte[] {}, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});

  /** How long each of them is, in bytes. */
  public static final int LENGTH = 1_000_000;

  private final String words;
  private final byte[] beginning;
  private final byte[] piece;

  Poison(String words, String beginning, String piece) {
    this(words, beginning.getBytes(StandardCharsets.UTF_8), piece.getBytes(StandardCharsets.UTF_8));
  }

  Poison(String words, byte[] beginning, byte[] piece) {
    this.words = words;
    this.beginning = beginning;
    this.piece = piece;
  }

  /** The byte at that place of the text. */
  byte at(int index) {
    return index < beginning.length
        ? beginning[index]
        : piece[(index - beginning.length) % piece.length];
  }

  @Override
  public String toString() {
    return words;
  }
}
