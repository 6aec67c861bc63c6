package dev.signalbox.relay.stream;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.source.SourceRow;
import java.util.List;
import java.util.Optional;

/**
 * The stream during one term of the lease, with the rows that are on their way into it.
 *
 * <p>Threading: for the run's thread.
 */
public final class StreamTerm {
  private final Publisher publisher;
  private final Fence fence;
  private final long largestMessage;
  private final AckWindow window;

  /**
   * @param largestMessage what the stream takes, in bytes
   */
  StreamTerm(Publisher publisher, Fence fence, long largestMessage, AckWindow window) {
    this.publisher = publisher;
    this.fence = fence;
    this.largestMessage = largestMessage;
    this.window = window;
  }

  /**
   * Publishes a page, and those that are read meanwhile. Returns when all their rows are
   * acknowledged and no other page is there. Whatever ends it before that, {@link #acknowledged}
   * tells what counts.
   *
   * @throws RunStoppedException if a stop left no time for the rest
   * @throws RelayException explained; also if the traffic is lost
   */
  public void publish(List<SourceRow> page, Traffic traffic) throws RelayException {
    window.add(page);
    publisher.publish(window, fence, largestMessage, traffic);
  }

  /** How far the checkpoint may move beyond what the traffic was told. */
  public Optional<Advance> acknowledged() {
    return window.covered();
  }
}
