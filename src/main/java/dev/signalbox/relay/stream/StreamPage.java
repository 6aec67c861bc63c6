package dev.signalbox.relay.stream;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.Lease;
import java.util.Optional;

/**
 * One page of rows on its way into the stream.
 *
 * <p>Threading: for the run's thread.
 */
public final class StreamPage {
  private final Publishing publishing;
  private final AckWindow window;
  private final StoredRows stored;

  /** How the window's rows are published. */
  @FunctionalInterface
  interface Publishing {
    void publish(Publisher.Permission permission) throws RelayException;
  }

  StreamPage(Publishing publishing, AckWindow window, StoredRows stored) {
    this.publishing = publishing;
    this.window = window;
    this.stored = stored;
  }

  /**
   * Returns when all rows are acknowledged. Whatever ends it before that, {@link #advance} tells
   * what counts.
   *
   * @throws RunStoppedException if a stop left no time for the rest
   * @throws RelayException explained; also if the lease is lost
   */
  public void publish(Lease lease) throws RelayException {
    publishing.publish(lease::throwIfLost);
  }

  /** How far the acknowledged rows let the checkpoint move; empty if they do not. */
  public Optional<Advance> advance(CheckpointRecord checkpoint) {
    AckWindow.Prefix prefix =
        window.acknowledgedPrefix(
            checkpoint.streamSequence(), stored.earliestAfter(checkpoint.position()));
    return prefix.rows() == 0
        ? Optional.empty()
        : Optional.of(
            new Advance(
                window.row(prefix.rows() - 1).position(), prefix.rows(), prefix.safeSequence()));
  }
}
