package dev.signalbox.relay;

/**
 * The last row known to be stored in the stream. Both parts are canonical text: ordered only by the
 * database, never rounded by a type of the checkpoint table or of this program.
 */
public record Position(String timestamp, String id) {
  @Override
  public String toString() {
    return timestamp + " / " + id;
  }
}
