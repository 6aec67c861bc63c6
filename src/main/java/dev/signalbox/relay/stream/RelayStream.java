package dev.signalbox.relay.stream;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.checkpoint.StreamEnd;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.window.AckWindow;
import dev.signalbox.relay.stream.window.StoredRows;
import dev.signalbox.settings.PollingSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final StreamIdentity identity;
  private final Reconciliation reconciliation;
  private final Publisher publisher;
  private final boolean mayRemove;
  private boolean begun;

  public RelayStream(
      ConnectionSupervisor nats,
      CallContext calls,
      PollingSettings settings,
      PublishListener listener) {
    this(nats, calls, settings, listener, true);
  }

  private RelayStream(
      ConnectionSupervisor nats,
      CallContext calls,
      PollingSettings settings,
      PublishListener listener,
      boolean mayRemove) {
    this.mayRemove = mayRemove;
    this.sink = new RelaySink(nats, calls, settings);
    this.calls = calls;
    this.check = new StreamCheck(sink, calls);
    this.reconciliation = new Reconciliation(sink, calls, listener);
    this.identity = new StreamIdentity(sink, calls, reconciliation, listener);
    this.publisher = new Publisher(sink, calls, listener);
  }

  /**
   * For rows that the stream is known not to have: a message that it takes one for and does not
   * have was lost, and not removed because it was old.
   */
  public static RelayStream ofLostRows(
      ConnectionSupervisor nats,
      CallContext calls,
      PollingSettings settings,
      PublishListener listener) {
    return new RelayStream(nats, calls, settings, listener, false);
  }

  /**
   * Looks at the stream before anything is published, and tells where it ends.
   *
   * @throws RelayException if the stream is missing or cannot serve, naming the field to change
   * @throws RunStoppedException if a stop ended it
   */
  public StreamEnd end() throws RelayException {
    return new StreamEnd(check.look().last(), new LastRow(sink, calls.limits()));
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
    // Of a term that has published nothing yet, whatever is there is of another one: after an
    // older copy of the checkpoint, maybe of one with the same number.
    return continueAfter(lease, isNotAfter, lease.checkpoint().epoch() - 1);
  }

  /**
   * @param epoch of the last term whose messages may be there
   */
  private StreamTerm continueAfter(
      Lease lease, BiPredicate<Position, Position> isNotAfter, long epoch) throws RelayException {
    // Only now: until the lease was taken, others may have published.
    StreamCheck.Found found = check.look();
    TailReader.Place place = identity.recognise(found, lease);
    CheckpointRecord checkpoint = lease.checkpoint();
    Tail tail = reconciliation.behind(checkpoint);
    identity.requireNothingGone(found, place, tail, lease, epoch, begun, isNotAfter);
    if (tail.highestEpoch() > epoch) {
      throw identity.older(found, tail, lease);
    }
    List<Position> overtaken = overtaken(tail, checkpoint, isNotAfter);
    Map<Position, Long> coming = new HashMap<>(tail.rows());
    overtaken.forEach(coming::remove);
    StoredRows stored =
        new StoredRows(coming, isNotAfter, lease.looksBack() ? lease::isOutOfReach : isNotAfter);
    begun = true;
    return new StreamTerm(
        overtaken,
        tail.removed(),
        publisher,
        new Fence(sink, calls, checkpoint, tail.last(), mayRemove),
        found.largestMessage(),
        // Of a relay that has no position yet, the stream may have been made anew.
        new AckWindow(checkpoint.within(tail.last()), stored, calls.scheduler()::nanoTime),
        stored);
  }

  /**
   * Goes on in the same term behind a row that was passed over. The end of the stream is read again
   * only where it is not known what became of rows that were sent.
   *
   * @param before the term until then, whose acknowledged rows are committed
   * @throws RelayException as {@link #continueAfter}
   * @throws RunStoppedException if a stop ended it
   */
  public StreamTerm goOn(StreamTerm before, Lease lease, BiPredicate<Position, Position> isNotAfter)
      throws RelayException {
    CheckpointRecord checkpoint = lease.checkpoint();
    StreamCheck.Found found = check.look();
    Optional<StreamTerm> same =
        checkpoint.streamCreated().equals(Optional.of(found.created()))
            ? before.behind(checkpoint, found.largestMessage(), calls.scheduler()::nanoTime)
            : Optional.empty();
    return same.isPresent() ? same.get() : continueAfter(lease, isNotAfter, checkpoint.epoch());
  }

  /** What the polling does not come to any more: rows that were late, or are counted already. */
  private static List<Position> overtaken(
      Tail tail, CheckpointRecord checkpoint, BiPredicate<Position, Position> isNotAfter) {
    return checkpoint.position().stream()
        .flatMap(at -> tail.rows().keySet().stream().filter(row -> isNotAfter.test(row, at)))
        .toList();
  }
}
