package dev.signalbox.ui;

import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * How often the window moves on in time, for what it shows of time is drawn each time, and drawing
 * is all that a window costs in which nothing goes on: at each tick while something passes or the
 * operator does something; once a second while seconds matter, because something is young, at work
 * or counted down, or the operator is there; else every ten seconds. FX thread.
 */
final class Pace {
  private static final int CALM_SECONDS = 10;

  /** So many ticks it is lively after the operator did something. */
  private static final int LIVELY = 30;

  /** So many after something passed: how it ended is shown by then. */
  private static final int SETTLING = 3;

  /** So many it looks what the log says of news. */
  private static final int ALERT = 5;

  /** So long after the operator did something somebody is there who sees seconds pass. */
  private static final Duration ATTENDED = Duration.ofMinutes(1);

  private final ReadOnlyBooleanWrapper quick = new ReadOnlyBooleanWrapper(true);
  private int lively = LIVELY;
  private int alert;

  /** Whoever opens it is there. */
  private boolean touched = true;

  private Instant attended = Instant.EPOCH;
  private Instant shown = Instant.EPOCH;
  private Duration longest = Duration.ZERO;

  /** The operator does something. */
  void quicken() {
    lively = LIVELY;
    touched = true;
    quick.set(true);
  }

  /** Something has changed that may have lines in the log. */
  void alert() {
    alert = ALERT;
    quick.set(true);
  }

  /** Whether it is to be asked ten times a second, or once. */
  ReadOnlyBooleanProperty quickProperty() {
    return quick.getReadOnlyProperty();
  }

  /**
   * A tick; tells whether the window is to move on.
   *
   * @param passing whether something goes on of which the window tells more than once a second
   * @param counting whether it tells seconds
   * @param lag how long the FX thread took to get to it
   */
  boolean tick(Instant time, boolean passing, boolean counting, Duration lag) {
    attended = touched ? time : attended;
    touched = false;
    longest = longest.compareTo(lag) < 0 ? lag : longest;
    lively = Math.max(passing ? SETTLING : 0, lively - 1);
    alert = Math.max(0, alert - 1);
    quick.set(lively > 0 || alert > 0);
    int step = counting || isAttended(time) ? 1 : CALM_SECONDS;
    return lively > 0 || number(time, step) != number(shown, step);
  }

  /** Not by a clock that has been set back since. */
  private boolean isAttended(Instant time) {
    return !time.isBefore(attended) && time.isBefore(attended.plus(ATTENDED));
  }

  /** Everything that is drawn every so many seconds is drawn at once. */
  private static long number(Instant time, int seconds) {
    return Math.floorDiv(time.getEpochSecond(), seconds);
  }

  /** It moves on; returns how long the FX thread took at most since it did so last. */
  Duration moveOn(Instant time) {
    Duration measured = longest;
    shown = time;
    longest = Duration.ZERO;
    return measured;
  }
}
