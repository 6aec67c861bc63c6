package dev.signalbox.relay.stream;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import java.util.function.BiPredicate;

/**
 * The stream that takes the rows of one run.
 *
 * <p>Threading: blocking; for the run's thread.
 */
public final class RelayStream {
  private final RelaySink sink;
  private final CallContext calls;
  private final StreamCheck check;
  private final Reconciliation reconciliation;
  private final Publisher publisher;
  private long largestMessage = Long.MAX_VALUE;

  public RelayStream(
      ConnectionSupervisor nats,
      CallContext calls,
      PollingSettings settings,
      PublishListener listener) {
    this.sink = new RelaySink(nats, calls, settings.stream(), settings.subject());
    this.calls = calls;
    this.check = new StreamCheck(sink, calls);
    this.reconciliation = new Reconciliation(sink, calls);
    this.publisher = new Publisher(sink, calls, listener);
  }

  /**
   * Looks at the stream before anything is published, and returns the sequence number of its last
   * message.
   *
   * @throws RelayException if the stream is missing or cannot serve, naming the field to change
   * @throws RunStoppedException if a stop ended it
   */
  public long lastSequence() throws RelayException {
    StreamCheck.Found found = check.look();
    largestMessage = found.largestMessage();
    return found.last();
  }

  /**
   * Compares checkpoint and stream, and goes on from there.
   *
   * @param isNotAfter whether the first row certainly comes no later than the second
   * @throws RelayException explained; retryable if the stream has rows of later terms than the
   *     checkpoint knows, which the next term will come after
   * @throws RunStoppedException if a stop ended it
   */
  public StreamTerm continueAfter(Lease lease, BiPredicate<Position, Position> isNotAfter)
      throws RelayException {
    CheckpointRecord checkpoint = lease.checkpoint();
    Tail found = reconciliation.behind(checkpoint);
    if (found.highestEpoch() > checkpoint.epoch()) {
      lease.outrank(found.highestEpoch());
      throw older(checkpoint.epoch(), found.highestEpoch());
    }
    return new StreamTerm(
        publisher,
        new Fence(sink, calls, checkpoint, found.last()),
        largestMessage,
        new StoredRows(found.rows(), isNotAfter));
  }

  private RelayException older(long epoch, long later) {
    return new RelayException(
        calls
            .failures()
            .found(
                sink.endpoint(),
                FailureKind.REFUSED,
                "stream %s has rows of term %d, the checkpoint knows %d terms"
                    .formatted(sink.stream(), later, epoch),
                "The checkpoint was restored from an older copy; polling goes on behind it, and"
                    + " nothing is stored twice."),
        Recovery.RETRY);
  }
}
