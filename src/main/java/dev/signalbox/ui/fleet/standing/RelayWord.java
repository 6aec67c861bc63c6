package dev.signalbox.ui.fleet.standing;

import java.util.Optional;

/**
 * The words for the state of a relay that this program understands. Those of any other are a newer
 * engine's.
 */
public enum RelayWord {
  FAILED("Failed", Rank.FAILED, false),
  STALLED("Stalled", Rank.STALLED, true),
  PAUSED("Paused", Rank.PAUSED, true),
  STARTING("Starting", Rank.UNDER_WAY, true),
  STOPPING("Stopping", Rank.UNDER_WAY, true),
  STANDBY("Standby", Rank.STANDBY, false),
  STOPPED("Stopped", Rank.STOPPED, false),
  RUNNING("Running", Rank.RUNNING, true);

  private final String word;
  private final Rank rank;
  private final boolean attended;

  RelayWord(String word, Rank rank, boolean attended) {
    this.word = word;
    this.rank = rank;
    this.attended = attended;
  }

  /** Which state that word stands for; empty if it is a newer engine's. */
  public static Optional<RelayWord> of(String word) {
    for (RelayWord each : values()) {
      if (each.word.equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  Rank rank() {
    return rank;
  }

  /** Whether this engine is the one that polls, even if it cannot just now. */
  boolean isAttended() {
    return attended;
  }

  /** Whether rows are read now. */
  boolean isPolling() {
    return this == RUNNING || this == STALLED || this == STOPPING;
  }
}
