package dev.signalbox.settings.reading;

/**
 * How much a configuration may make of itself by repeating: a file is small, but what its aliases
 * and references stand for need not be.
 */
final class Budget {
  /** Four times what a file may hold. */
  private static final int CHARACTERS = 4 << 20;

  /** What even an empty value costs to look at, in characters. */
  private static final int EACH = 16;

  private final Problems problems;
  private int left = CHARACTERS;

  Budget(Problems problems) {
    this.problems = problems;
  }

  /** Ends the reading once there has been too much. */
  void spend(int values, int characters, Place place) {
    left -= Math.min(left, values * EACH) + characters;
    if (left <= 0) {
      problems.end(place, "aliases and references make more of this file than 4 MiB");
    }
  }
}
