package dev.signalbox.ui.connections;

import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Tone;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a connection looks at one moment.
 *
 * @param word the state in one or two words; with {@code detail} behind it, a sentence
 * @param latency of the last heartbeat, or a dash
 * @param age how long this has been so
 * @param progress how much of the time allowed has passed, from 0 to 1; empty where nothing runs
 *     out
 * @param side a second button, where the state has one
 * @param note what else the operator must know, such as attempts that have not ended
 */
record ConnectionPresentation(
    String icon,
    Tone tone,
    String word,
    String detail,
    String latency,
    String age,
    OptionalDouble progress,
    Action<ConnectionCommand> main,
    Optional<Action<ConnectionCommand>> side,
    Optional<String> note) {

  /** As a screen reader says it. */
  String spoken(String label) {
    return detail.isEmpty() ? label + ", " + word : label + ", " + word + " " + detail;
  }
}
