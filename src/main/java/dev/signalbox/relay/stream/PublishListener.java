package dev.signalbox.relay.stream;

import dev.signalbox.connection.state.Failure;
import java.util.Optional;

/**
 * Hears what becomes of the rows that are published.
 *
 * <p>Threading: called on the run's thread, except {@link #acknowledged}, which the driver's
 * threads call; none of them may block.
 */
public interface PublishListener {

  /** The driver has taken a message. */
  void published();

  /**
   * A row is known to be stored.
   *
   * @param duplicate whether the stream had it already
   */
  void acknowledged(boolean duplicate);

  /** How many rows of the page in flight are acknowledged without a gap. */
  void drained(int acknowledged, int total);

  /** Acknowledgements do not come, or, with an empty cause, they come again. */
  void overdue(Optional<Failure> cause);
}
