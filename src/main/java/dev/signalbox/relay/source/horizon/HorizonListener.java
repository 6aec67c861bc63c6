package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RowTiming;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Hears what is remarkable about when rows can be read.
 *
 * <p>Threading: called on the thread that reads; must not block.
 */
public interface HorizonListener {
  /** Something that the operator should know, which works nevertheless. */
  void remark(String words);

  /** How rows are known to be settled, in words that go on behind "are read". */
  void settledBy(String words);

  /** Called when rows have begun to wait for long, each minute of that, and when it is over. */
  void heldBack(Optional<RowTiming.HeldBack> now);

  /**
   * So many rows have become visible where rows had been read already, and are not relayed.
   *
   * @param from when they are dated at the earliest
   * @param last behind which none of them lies
   */
  void passedBy(int rows, LocalDateTime from, Position last);

  /** How many rows are dated later than it is; called when that changes. */
  void datedAhead(RowTiming.Ahead rows);
}
