package dev.signalbox.relay.state;

/**
 * A row that cannot be relayed.
 *
 * @param column the one that is to blame
 * @param reason what is wrong with it
 * @param readable a JSON object of those columns that can be read
 * @param late whether rows behind it were relayed before it became visible
 */
public record BadRow(
    Position position, String column, String reason, String readable, boolean late) {

  /**
   * Whether the checkpoint stays where it is when the row is passed: it is behind it, or cannot.
   */
  public boolean isBesideCheckpoint() {
    return late || !position.isRecordable();
  }
}
