package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.state.RowTiming;
import java.util.Optional;

/**
 * Hears what is remarkable about when rows can be read.
 *
 * <p>Threading: called on the thread that reads; must not block.
 */
public interface HorizonListener {
  /** How rows are known to be settled, in words that go on behind "are read". */
  void settledBy(String words);

  /** Called when rows have begun to wait for long, each minute of that, and when it is over. */
  void heldBack(Optional<RowTiming.HeldBack> now);

  /** How many rows are dated later than it is; called when that changes. */
  void datedAhead(RowTiming.Ahead rows);
}
