package dev.signalbox.relay.run;

import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayEvent;
import java.util.Optional;

/**
 * Hears what a run does.
 *
 * <p>Threading: called on a run's threads and on those that report endpoints; must not block.
 */
public interface RunListener {
  void reported(RelayEvent.Report report);

  /** The checkpoint was read or has moved; it is empty before the first row. */
  void moved(Optional<Position> to);

  /** Something has changed in when rows can be read. */
  void timed();
}
