package dev.signalbox.relay.source;

import dev.signalbox.relay.source.horizon.HorizonListener;

/**
 * Hears what is remarkable about a source.
 *
 * <p>Threading: called on the thread that reads; must not block.
 */
public interface SourceListener extends HorizonListener {
  /** Nothing can be known of the table's keys and indexes. */
  void unchecked();
}
