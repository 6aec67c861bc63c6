package dev.signalbox.relay.stream;

import dev.signalbox.relay.source.SourceRow;
import java.util.List;

/**
 * The stream during one term of the lease, with what was found in it when the term began.
 *
 * <p>Threading: for the run's thread.
 */
public final class StreamTerm {
  private final Publisher publisher;
  private final Fence fence;
  private final long largestMessage;
  private final StoredRows stored;

  /**
   * @param largestMessage what the stream takes, in bytes
   */
  StreamTerm(Publisher publisher, Fence fence, long largestMessage, StoredRows stored) {
    this.publisher = publisher;
    this.fence = fence;
    this.largestMessage = largestMessage;
    this.stored = stored;
  }

  /** Takes rows to be published; those that were found in the stream count as acknowledged. */
  public StreamPage page(List<SourceRow> rows) {
    AckWindow window = new AckWindow(rows);
    window.markStored(stored::take);
    return new StreamPage(
        (permission) -> publisher.publish(window, fence, largestMessage, permission),
        window,
        stored);
  }
}
