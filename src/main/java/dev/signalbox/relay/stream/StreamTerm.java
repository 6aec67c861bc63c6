package dev.signalbox.relay.stream;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.window.AckWindow;
import dev.signalbox.relay.stream.window.StoredRows;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The stream during one term of the lease, with the rows that are on their way into it.
 *
 * <p>Threading: for the run's thread.
 */
public final class StreamTerm {
  private final List<Position> overtaken;
  private final long inDoubt;
  private final Publisher publisher;
  private final Fence fence;
  private final long largestMessage;
  private final AckWindow window;
  private final StoredRows stored;

  /**
   * @param overtaken rows behind the checkpoint's place in the stream, but not behind its position
   * @param inDoubt how many rows were stored, or may have been, and removed as consumed
   * @param largestMessage what the stream takes, in bytes
   * @param stored those of the window
   */
  StreamTerm(
      List<Position> overtaken,
      long inDoubt,
      Publisher publisher,
      Fence fence,
      long largestMessage,
      AckWindow window,
      StoredRows stored) {
    this.overtaken = overtaken;
    this.inDoubt = inDoubt;
    this.publisher = publisher;
    this.fence = fence;
    this.largestMessage = largestMessage;
    this.window = window;
    this.stored = stored;
  }

  /**
   * The same term behind a row that was passed over; empty if the stream has to be read again to
   * know what became of the rows that were sent.
   *
   * @param checkpoint as it is behind that row
   * @param largest what the stream takes by now, in bytes
   * @param nanoTime a clock
   */
  Optional<StreamTerm> behind(CheckpointRecord checkpoint, long largest, LongSupplier nanoTime) {
    return window
        .storedBeyond()
        .map(
            beyond -> {
              stored.add(beyond);
              return new StreamTerm(
                  List.of(),
                  0,
                  publisher,
                  fence,
                  largest,
                  new AckWindow(checkpoint, stored, nanoTime),
                  stored);
            });
  }

  /** Rows that the stream has and the polling does not come to any more. */
  public List<Position> overtaken() {
    return overtaken;
  }

  /**
   * How many messages the stream took at most behind the checkpoint's place and has removed since,
   * because they were consumed: nobody can tell which rows they were, and those are sent again.
   */
  public long inDoubt() {
    return inDoubt;
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
