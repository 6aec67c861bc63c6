package dev.signalbox.ui.past;

import dev.signalbox.base.Actor;
import dev.signalbox.journal.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which an object was in one state, or nobody saw it. An immutable value.
 *
 * @param word the state's, the same in every language; empty for a gap
 */
public record Segment(
    Instant from,
    Instant to,
    Signal signal,
    String word,
    Optional<String> cause,
    Optional<Actor> by) {

  static Segment of(Transition began, Instant from, Instant to) {
    return new Segment(from, to, Signal.of(began.to()), began.to(), began.cause(), began.by());
  }

  static Segment gap(Signal signal, Instant from, Instant to) {
    return new Segment(from, to, signal, "", Optional.empty(), Optional.empty());
  }

  public Duration lasted() {
    return Duration.between(from, to);
  }

  /** Whether this goes on with the same: what was said first is its cause, if anything was. */
  boolean continues(Segment before) {
    return signal == before.signal
        && word.equals(before.word)
        && (cause.equals(before.cause) || cause.isEmpty());
  }

  Segment until(Instant end) {
    return new Segment(from, end, signal, word, cause, by);
  }
}
