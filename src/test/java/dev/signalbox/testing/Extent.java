package dev.signalbox.testing;

import java.util.Locale;

/**
 * How much a run of the tests does, where more of the same is worth its time now and then only. The
 * system property {@code signalbox.matrix} names it.
 */
public enum Extent {
  /** Every day: the draw of the day, and of everything else something. */
  DRAW,

  /** Before something is merged: half of the matrix, a minute of soak. */
  HALF,

  /** Everything there is. */
  FULL;

  private static final String PROPERTY = "signalbox.matrix";

  /** The one that was asked for, otherwise {@link #DRAW}. */
  public static Extent ofThisRun() {
    return valueOf(System.getProperty(PROPERTY, "draw").toUpperCase(Locale.ROOT));
  }

  /** One of these two, by whether it is only the run of every day. */
  public <T> T choose(T everyDay, T thorough) {
    return this == DRAW ? everyDay : thorough;
  }
}
