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
  private final StoredRows stored;

  StreamTerm(Publisher publisher, Fence fence, StoredRows stored) {
    this.publisher = publisher;
    this.fence = fence;
    this.stored = stored;
  }

  /** Takes rows to be published; those that were found in the stream count as acknowledged. */
  public StreamPage page(List<SourceRow> rows) {
    AckWindow window = new AckWindow(rows);
    window.markStored(stored::take);
    return new StreamPage(publisher, fence, window, stored);
  }
}
