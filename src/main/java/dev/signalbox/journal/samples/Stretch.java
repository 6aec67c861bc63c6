package dev.signalbox.journal.samples;

import java.time.Instant;

/**
 * A time during which the engine was there to see what happened. An immutable value.
 *
 * @param to when it was last known to be there
 * @param before what lies between the stretch before and this one
 */
public record Stretch(Instant from, Instant to, Gap before) {

  /** Why nothing is known of a time. */
  public enum Gap {
    /** The program did not run. */
    NOT_RUNNING,

    /** It ran, but the clock went on without it: the computer slept, or stood still. */
    ASLEEP
  }
}
