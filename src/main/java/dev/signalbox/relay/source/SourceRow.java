package dev.signalbox.relay.source;

import dev.signalbox.relay.state.Position;

/** One row, ready to be published. Immutable as long as nobody writes into its payload. */
public final class SourceRow {
  private final Position position;
  private final byte[] payload;

  public SourceRow(Position position, byte[] payload) {
    this.position = position;
    this.payload = payload;
  }

  public Position position() {
    return position;
  }

  /** JSON; the very array, which is kept until the row is acknowledged and must not be changed. */
  public byte[] payload() {
    return payload;
  }
}
