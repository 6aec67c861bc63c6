package dev.signalbox.relay.source;

import dev.signalbox.relay.state.Position;

/** One row, ready to be published. Immutable as long as nobody writes into its payload. */
public final class SourceRow {
  private final Position position;
  private final byte[] payload;
  private final boolean late;

  public SourceRow(Position position, byte[] payload) {
    this(position, payload, false);
  }

  private SourceRow(Position position, byte[] payload, boolean late) {
    this.position = position;
    this.payload = payload;
    this.late = late;
  }

  /** One that was not visible when its turn was. */
  public static SourceRow late(Position position, byte[] payload) {
    return new SourceRow(position, payload, true);
  }

  /** Whether rows behind it were relayed before it. */
  public boolean isLate() {
    return late;
  }

  public Position position() {
    return position;
  }

  /** JSON; the very array, which is kept until the row is acknowledged and must not be changed. */
  public byte[] payload() {
    return payload;
  }
}
