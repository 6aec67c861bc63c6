package dev.signalbox.ui.relays;

import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Tone;

/**
 * How a relay looks at one moment.
 *
 * @param detail what it waits for, or why it cannot start: always in words, never only a tooltip
 * @param age how long this has been so
 */
record RelayPresentation(
    String icon,
    Tone tone,
    String word,
    String detail,
    String age,
    Action<RelayCommand> main,
    Figures figures) {

  /** The numbers, as written. */
  record Figures(
      String rate,
      String acknowledged,
      String duplicates,
      String position,
      String lastAcknowledgement) {}

  /** As a screen reader says it. */
  String spoken(String name) {
    return detail.isEmpty() ? name + ", " + word : name + ", " + word + ", " + detail;
  }
}
