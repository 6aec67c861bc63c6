package dev.signalbox.relay;

/** One row, ready to be published. Immutable as long as nobody writes into its payload. */
final class SourceRow {
  private final Position position;
  private final byte[] payload;

  SourceRow(Position position, byte[] payload) {
    this.position = position;
    this.payload = payload;
  }

  Position position() {
    return position;
  }

  /** JSON; the very array, which is kept until the row is acknowledged and must not be changed. */
  byte[] payload() {
    return payload;
  }
}
