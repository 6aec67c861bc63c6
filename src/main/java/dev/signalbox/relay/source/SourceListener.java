package dev.signalbox.relay.source;

import java.time.Duration;
import java.util.Optional;

/**
 * Hears what is remarkable about a source.
 *
 * <p>Threading: called on the thread that reads; must not block.
 */
public interface SourceListener {
  /**
   * That rows wait for a writer.
   *
   * @param by how old the youngest row is that may be read
   * @param holder who it is
   */
  record HeldBack(Duration by, String holder) {}

  /** How rows are known to be settled, in words that go on behind "are read". */
  void settledBy(String words);

  /** Something that the operator should know of the table, which works nevertheless. */
  void remark(String words);

  /** Nothing can be known of the table's keys and indexes. */
  void unchecked();

  /** Called when rows have begun to wait for long, each minute of that, and when it is over. */
  void heldBack(Optional<HeldBack> now);

  /** How many rows are dated later than it is; called when that changes to or from none. */
  void datedAhead(RowsAhead.Count rows);
}
