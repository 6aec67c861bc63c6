package dev.signalbox.relay.stream;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import java.util.function.BiPredicate;

/**
 * The stream that takes the rows of one run.
 *
 * <p>Threading: blocking; for the run's thread.
 */
public final class RelayStream {
  private final StreamCheck check;
  private final Reconciliation reconciliation;
  private final Publisher publisher;

  public RelayStream(
      ConnectionSupervisor nats,
      CallContext calls,
      PollingSettings settings,
      PublishListener listener) {
    RelaySink sink = new RelaySink(nats, calls, settings.stream(), settings.subject());
    this.check = new StreamCheck(sink, calls);
    this.reconciliation = new Reconciliation(sink, calls.limits());
    this.publisher = new Publisher(sink, calls, listener);
  }

  /**
   * Looks at the stream before anything is published, and returns the sequence number of its last
   * message.
   *
   * @throws RelayException if the stream is missing or does not take the subject
   * @throws RunStoppedException if a stop ended it
   */
  public long lastSequence() throws RelayException {
    return check.lastSequence();
  }

  /**
   * Compares checkpoint and stream, and goes on from there.
   *
   * @param isNotAfter whether the first row certainly comes no later than the second
   * @throws RelayException explained
   * @throws RunStoppedException if a stop ended it
   */
  public StreamTerm continueAfter(
      CheckpointRecord checkpoint, BiPredicate<Position, Position> isNotAfter)
      throws RelayException {
    StoredRows stored = new StoredRows(reconciliation.storedAfter(checkpoint), isNotAfter);
    return new StreamTerm(publisher, stored);
  }
}
