package dev.signalbox.ui.fleet.standing;

import java.util.Optional;

/**
 * The words for the state of a connection that this program understands. Those of any other are a
 * newer engine's.
 */
public enum ConnectionWord {
  FAILED("Failed", Rank.FAILED),
  STALE("Stale", Rank.STALE),
  WAITING("Waiting", Rank.STALE),
  CONNECTING("Connecting", Rank.UNDER_WAY),
  CANCELLING("Cancelling", Rank.UNDER_WAY),
  CLOSING("Closing", Rank.UNDER_WAY),
  OFF("Off", Rank.STOPPED),
  CONNECTED("Connected", Rank.RUNNING);

  private final String word;
  private final Rank rank;

  ConnectionWord(String word, Rank rank) {
    this.word = word;
    this.rank = rank;
  }

  /** Which state that word stands for; empty if it is a newer engine's. */
  public static Optional<ConnectionWord> of(String word) {
    for (ConnectionWord each : values()) {
      if (each.word.equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  Rank rank() {
    return rank;
  }
}
