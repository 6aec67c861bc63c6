package dev.signalbox.ui;

import java.time.Duration;

/**
 * How often the window moves on in time: at each tick while something passes or the operator does
 * something, else at every tenth, about once a second. What changes each time is drawn each time,
 * and drawing is all that a window costs in which nothing goes on. FX thread.
 */
final class Pace {
  private static final int CALM = 10;

  /** So long it is lively after whatever made it so. */
  private static final int LIVELY = 30;

  private int lively = LIVELY;
  private int waited;
  private Duration longest = Duration.ZERO;

  /** The operator does something. */
  void quicken() {
    lively = LIVELY;
  }

  /**
   * A tick; tells whether the window is to move on.
   *
   * @param lag how long the FX thread took to get to it
   */
  boolean tick(boolean passing, Duration lag) {
    lively = passing ? LIVELY : Math.max(0, lively - 1);
    longest = longest.compareTo(lag) < 0 ? lag : longest;
    waited++;
    return lively > 0 || waited >= CALM;
  }

  /** It moves on; returns how long the FX thread took at most since it did so last. */
  Duration moveOn() {
    Duration measured = longest;
    waited = 0;
    longest = Duration.ZERO;
    return measured;
  }
}
