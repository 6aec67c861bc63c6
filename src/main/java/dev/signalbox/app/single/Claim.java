package dev.signalbox.app.single;

import java.time.Duration;
import java.util.OptionalLong;

/** What came of asking for the place of a configuration's one window. */
public sealed interface Claim {

  /** It is ours, until it is closed or the process ends. */
  record Seated(WindowSeat seat) implements Claim {}

  /**
   * Another window has it, and has come to the front.
   *
   * @param pid of its process, as that has written it
   */
  record Shown(OptionalLong pid) implements Claim {}

  /**
   * Another process has it, and does not answer: it is suspended, or hangs.
   *
   * @param pid of that process, as that has written it
   * @param waited for an answer
   */
  record Silent(OptionalLong pid, Duration waited) implements Claim {}

  /**
   * Nobody can say whether there is another window.
   *
   * @param reason what is in the way, as a sentence
   */
  record Unguarded(String reason) implements Claim {}
}
