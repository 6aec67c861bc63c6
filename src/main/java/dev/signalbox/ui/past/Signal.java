package dev.signalbox.ui.past;

import dev.signalbox.journal.samples.Stretch;
import dev.signalbox.ui.toolkit.Tone;

/** What a state means to an operator, or why there is none: the more important last. */
public enum Signal {
  /** Nothing is recorded of that time. */
  UNKNOWN(Tone.MUTED, ""),

  /** It did nothing, and nobody asked it to. */
  IDLE(Tone.MUTED, "–"),

  /** It did what it is for. */
  WELL(Tone.SUCCESS, "✓"),

  /** Another one did it, and it was ready to go on. */
  STANDING_BY(Tone.ACCENT, "="),

  /** It was on its way from one state to another. */
  PASSING(Tone.ACCENT, "›"),

  /** The computer slept. */
  ASLEEP(Tone.MUTED, ""),

  /** The program did not run. */
  NOT_RUNNING(Tone.MUTED, ""),

  /** It did not work and tried by itself to work again. */
  LOST(Tone.WARNING, "!"),

  /** It had given up. */
  FAILED(Tone.DANGER, "×");

  private final Tone tone;
  private final String glyph;

  Signal(Tone tone, String glyph) {
    this.tone = tone;
    this.glyph = glyph;
  }

  /** What the word of a connection's or a relay's state means. */
  public static Signal of(String word) {
    return switch (word) {
      case "Connected", "Running" -> WELL;
      case "Standby" -> STANDING_BY;
      case "Connecting", "Cancelling", "Closing", "Starting", "Stopping" -> PASSING;
      case "Stale", "Waiting", "Paused", "Stalled" -> LOST;
      case "Failed" -> FAILED;
      case "Off", "Stopped" -> IDLE;
      default -> UNKNOWN;
    };
  }

  static Signal of(Stretch.Gap gap) {
    return switch (gap) {
      case NOT_RUNNING -> NOT_RUNNING;
      case ASLEEP -> ASLEEP;
    };
  }

  /** Whether nobody saw what was then. */
  public boolean isGap() {
    return this == UNKNOWN || this == ASLEEP || this == NOT_RUNNING;
  }

  /** Whether it was not as it should be. */
  public boolean isTrouble() {
    return this == LOST || this == FAILED;
  }

  /** Whether it was as somebody wanted it, and stayed so. */
  public boolean isCalm() {
    return this == WELL || this == STANDING_BY || this == IDLE;
  }

  /** What its colour says. */
  public Tone tone() {
    return tone;
  }

  /** One sign that says it without a colour; empty for a gap, which is hatched. */
  public String glyph() {
    return glyph;
  }
}
