package dev.signalbox.relay.source;

/**
 * Hears what is remarkable about a source.
 *
 * <p>Threading: called on the run's thread; must not block.
 */
public interface SourceListener {
  /** How many rows are dated later than it is; called when that changes to or from none. */
  void datedAhead(RowsAhead.Count rows);
}
