package dev.signalbox.app.single;

import java.time.Duration;

/**
 * How long a second start waits for the first.
 *
 * @param answer for its answer; a window that is not drawn for so long hangs
 * @param change until one that begins or closes has done so
 */
public record Patience(Duration answer, Duration change) {
  /** Longer than an orderly end takes, unless it is configured to. */
  public static final Patience STANDARD =
      new Patience(Duration.ofSeconds(3), Duration.ofSeconds(12));
}
