package dev.signalbox.relay.state;

import java.time.Duration;
import java.util.Optional;

/**
 * What is remarkable about when the rows of one run could be read.
 *
 * @param late how many became visible behind the checkpoint only, and were published all the same
 * @param ahead those that are dated later than it is
 * @param heldBack present while rows wait for a writer
 */
public record RowTiming(long late, Ahead ahead, Optional<HeldBack> heldBack) {
  public static final RowTiming NONE = new RowTiming(0, new Ahead(0), Optional.empty());

  /** A number of rows, counted up to {@link #MOST}. */
  public record Ahead(int rows) {
    /** Counting ends here, for it costs the source's time. */
    public static final int MOST = 1000;

    public boolean isNone() {
      return rows == 0;
    }

    @Override
    public String toString() {
      return rows < MOST ? Integer.toString(rows) : "at least " + MOST;
    }
  }

  /**
   * That rows wait for a writer.
   *
   * @param by how old the youngest row is that may be read
   * @param holder who it is
   */
  public record HeldBack(Duration by, String holder) {}

  public RowTiming withLate(long rows) {
    return new RowTiming(rows, ahead, heldBack);
  }

  public RowTiming withAhead(Ahead rows) {
    return new RowTiming(late, rows, heldBack);
  }

  public RowTiming withHeldBack(Optional<HeldBack> now) {
    return new RowTiming(late, ahead, now);
  }
}
