package dev.signalbox.ui.relays;

import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Tone;
import java.util.Optional;

/**
 * How a relay looks at one moment.
 *
 * @param detail what it waits for, or why it cannot start: always in words, never only a tooltip
 * @param age how long this has been so
 * @param side what its second button does, where there is one
 * @param changeObjection why its position and its lease cannot be changed now, in words
 */
record RelayPresentation(
    String icon,
    Tone tone,
    String word,
    String detail,
    String age,
    Action<RelayCommand> main,
    Optional<Action<RelayCommand>> side,
    Optional<String> changeObjection,
    Figures figures) {

  /**
   * The numbers, as written.
   *
   * @param inFlight published rows without an acknowledgement
   * @param mayRepeat rows that are sent again if it ends, or has ended, like this
   */
  record Figures(
      String rate,
      String inFlight,
      String mayRepeat,
      String acknowledged,
      String duplicates,
      String position,
      String lastAcknowledgement,
      String heldBack,
      String late,
      String ahead,
      String diverted,
      String inDoubt) {}

  /** As a screen reader says it. */
  String spoken(String name) {
    return detail.isEmpty() ? name + ", " + word : name + ", " + word + ", " + detail;
  }
}
