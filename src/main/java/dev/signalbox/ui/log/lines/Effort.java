package dev.signalbox.ui.log.lines;

/**
 * How much looking for an expression may cost, in characters read. An expression is given by the
 * operator, and a few short ones would go on for years: counting what they read bounds them, on a
 * slow machine as on a fast one.
 */
public final class Effort {
  /** About a millisecond. */
  public static final int LINE = 100_000;

  /** About ten seconds: many times what any usual expression costs in a million lines. */
  public static final long SCAN = 3_000_000_000L;

  private final int line;
  private final long scan;
  private int leftOfLine;
  private long left;

  /** More was read than is allowed. */
  public static final class SpentException extends RuntimeException {
    SpentException(String reason) {
      super(reason);
    }
  }

  /** At most so many characters in one line, and so many in all. */
  public Effort(int line, long scan) {
    this.line = line;
    this.scan = scan;
    this.left = scan;
  }

  /** What a look through the whole log may cost. */
  public static Effort forScan() {
    return new Effort(LINE, SCAN);
  }

  /** Allows as much again in all. */
  public void renew() {
    left = scan;
  }

  long left() {
    return left;
  }

  /** The same text, each character of which costs something. */
  CharSequence counted(String text) {
    leftOfLine = line;
    return new Counted(text, 0, text.length());
  }

  private void spend() {
    if (--leftOfLine < 0 || --left < 0) {
      throw new SpentException("an expression reads too much");
    }
  }

  private final class Counted implements CharSequence {
    private final String text;
    private final int from;
    private final int to;

    private Counted(String text, int from, int to) {
      this.text = text;
      this.from = from;
      this.to = to;
    }

    @Override
    public char charAt(int index) {
      spend();
      return text.charAt(from + index);
    }

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text, from + start, from + end);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
