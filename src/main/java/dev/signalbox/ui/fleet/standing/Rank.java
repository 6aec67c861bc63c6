package dev.signalbox.ui.fleet.standing;

import dev.signalbox.ui.toolkit.Tone;
import java.util.Locale;

/** How badly an engine needs somebody to look at it: worst first. */
public enum Rank {
  /** Of a relay that several engines could poll, none does. */
  NOBODY_POLLS("fth-alert-octagon", Tone.DANGER),
  FAILED("fth-x-octagon", Tone.DANGER),
  GONE("fth-user-x", Tone.DANGER),
  SILENT("fth-volume-x", Tone.WARNING),
  /** It cannot be told how it stands: not heard yet, being asked, or this window is cut off. */
  NOT_KNOWN("fth-help-circle", Tone.WARNING),
  /** It says something that this program does not understand. */
  NEWER("fth-arrow-up-circle", Tone.WARNING),
  STALLED("fth-alert-triangle", Tone.WARNING),
  /** A connection does not answer, or is lost and being retried. */
  STALE("fth-alert-circle", Tone.WARNING),
  PAUSED("fth-pause-circle", Tone.WARNING),
  UNDER_WAY("fth-loader", Tone.ACCENT),
  STANDBY("fth-shield", Tone.ACCENT),
  ENDED("fth-power", Tone.MUTED),
  STOPPED("fth-stop-circle", Tone.MUTED),
  /** The only one that is green: only of what is heard may it be said. */
  RUNNING("fth-check-circle", Tone.SUCCESS);

  private final String icon;
  private final Tone tone;

  Rank(String icon, Tone tone) {
    this.icon = icon;
    this.tone = tone;
  }

  public String icon() {
    return icon;
  }

  public Tone tone() {
    return tone;
  }

  /** Whether somebody should look at it. */
  public boolean isTrouble() {
    return compareTo(PAUSED) <= 0;
  }

  /** Key of its word. */
  public String textKey() {
    return "fleet.rank." + name().toLowerCase(Locale.ROOT);
  }
}
