package dev.signalbox.testing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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

  /** All of them; in the run of every day those that have their turn, so that none waits longer. */
  public <T> List<T> inTurn(List<T> all, int days) {
    return this == DRAW
        ? IntStream.range(0, all.size())
            .filter(index -> index % days == turn(days))
            .mapToObj(all::get)
            .toList()
        : all;
  }

  /** One of these two, by whether it is only the run of every day. */
  public <T> T choose(T everyDay, T thorough) {
    return this == DRAW ? everyDay : thorough;
  }
}
