package dev.signalbox.testing;

import java.time.LocalDate;
import java.time.ZoneOffset;
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

  /** Repeats the draw of a day, such as {@code 2026-11-26}. */
  public static final String SEED = "signalbox.matrix.seed";

  private static final String PROPERTY = "signalbox.matrix";

  /** The one that was asked for, otherwise {@link #DRAW}. */
  public static Extent ofThisRun() {
    return valueOf(System.getProperty(PROPERTY, "draw").toUpperCase(Locale.ROOT));
  }

  /** The day whose draw is taken: the system property {@code signalbox.matrix.seed}, or today. */
  public static LocalDate day() {
    String seed = System.getProperty(SEED);
    return seed == null ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(seed);
  }

  /** Which one of so many has its turn on that day. */
  public static int turn(int count) {
    return Math.floorMod(day().toEpochDay(), count);
  }

  /** One of these two, by whether it is only the run of every day. */
  public <T> T choose(T everyDay, T thorough) {
    return this == DRAW ? everyDay : thorough;
  }
}
