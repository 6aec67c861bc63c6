package dev.signalbox.relay.stream;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.source.SourceRow;
import java.util.List;
import java.util.Optional;

/**
 * What publishing has around it: pages that come in, rows that count, and whether it may go on.
 *
 * <p>Threading: called on the run's thread; must not block. Whatever changes an answer wakes the
 * run.
 */
public interface Traffic {

  /** Whether a page was read meanwhile. */
  boolean hasPage();

  /** The rows of that page, which are for the caller from now on; empty if there is none. */
  Optional<List<SourceRow>> page();

  /** More rows count: a page, at least, is acknowledged as a whole. */
  void acknowledged(Advance advance);

  /** Whether {@link #throwIfLost} throws. */
  boolean isLost();

  /**
   * Lets publishing go on only while it is permitted, and of use.
   *
   * @throws RelayException explained, if it is not
   */
  void throwIfLost() throws RelayException;
}
