package dev.signalbox.relay.stream;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Checkpoint;
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
  private final Reconciliation reconciliation;
  private final Publisher publisher;
  private final boolean mayRemove;

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
    this.reconciliation = new Reconciliation(sink, calls);
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
    // Only now: until the lease was taken, others may have published.
    StreamCheck.Found found = check.look();
    recognise(found, lease);
    CheckpointRecord checkpoint = lease.checkpoint();
    Tail tail = reconciliation.behind(checkpoint);
    if (tail.highestEpoch() > checkpoint.epoch()) {
      lease.outrank(tail.highestEpoch());
      throw older(checkpoint.epoch(), tail.highestEpoch());
    }
    List<Position> overtaken = overtaken(tail, checkpoint, isNotAfter);
    Map<Position, Long> coming = new HashMap<>(tail.rows());
    overtaken.forEach(coming::remove);
    StoredRows stored =
        new StoredRows(coming, isNotAfter, lease.looksBack() ? lease::isOutOfReach : isNotAfter);
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
    return same.isPresent() ? same.get() : continueAfter(lease, isNotAfter);
  }

  /** What the polling does not come to any more: rows that were late, or are counted already. */
  private static List<Position> overtaken(
      Tail tail, CheckpointRecord checkpoint, BiPredicate<Position, Position> isNotAfter) {
    return checkpoint.position().stream()
        .flatMap(at -> tail.rows().keySet().stream().filter(row -> isNotAfter.test(row, at)))
        .toList();
  }

  /** Whether the stream is the one of which the checkpoint is a place. */
  private void recognise(StreamCheck.Found found, Lease lease) throws RelayException {
    CheckpointRecord checkpoint = lease.checkpoint();
    Optional<String> known = checkpoint.streamCreated();
    if (checkpoint.position().isPresent()) {
      // A server may say another time of the same stream once it was changed and started again.
      if (known.isPresent()
          && !known.get().equals(found.created())
          && !reconciliation.isOurs(checkpoint)) {
        throw changed(
            lease,
            "was made anew at %s, the checkpoint is of the one made at %s"
                .formatted(found.created(), known.get()),
            found.keeping().tellsAll(true));
      }
      if (found.last() < checkpoint.streamSequence()) {
        throw changed(
            lease,
            ("ends at message %d, the checkpoint is at %d: it has lost messages, or was"
                    + " restored from an older copy")
                .formatted(found.last(), checkpoint.streamSequence()),
            found.keeping().tellsAll(false));
      }
      if (checkpoint.isPlaceOurs() && !reconciliation.mayBeOurs(checkpoint)) {
        throw changed(
            lease,
            ("has another message %d than the checkpoint knows: it was restored from an older"
                    + " copy, and others have published since")
                .formatted(checkpoint.streamSequence()),
            found.keeping().tellsAll(false));
      }
    }
    if (!known.equals(Optional.of(found.created()))) {
      lease.adopt(found.created());
    }
  }

  /**
   * Does what the policy says. The next term takes the stream as it is.
   *
   * @param tellsAll whether what is not in the stream was never in it, or was lost with the rest
   */
  private RelayException changed(Lease lease, String what, boolean tellsAll) throws RelayException {
    String words =
        "stream %s %s: rows that count as relayed are not in it".formatted(sink.stream(), what);
    return switch (sink.settings().policies().changedStream()) {
      case STOP -> undecided(words, "");
      case CONTINUE -> {
        lease.forgetStream(false);
        yield decided(words, "behind the last row that was relayed (on_changed_stream: continue).");
      }
      case RESEND -> {
        if (!tellsAll) {
          yield undecided(
              words,
              "on_changed_stream: resend is of no help, because the stream removes messages: those"
                  + " would be stored again. ");
        }
        lease.forgetStream(true);
        yield decided(words, "from the first row of the table on (on_changed_stream: resend).");
      }
    };
  }

  private RelayException undecided(String words, String why) {
    String programName = sink.settings().programName();
    return calls
        .failures()
        .mistake(
            sink.endpoint(),
            words,
            why
                + "Decide from where to go on. Behind the last row that was relayed: "
                + Checkpoint.goOn(programName)
                + " From the first row of the table on: "
                + Checkpoint.goOnFromTheFirst(programName));
  }

  private RelayException decided(String words, String from) {
    return new RelayException(
        calls
            .failures()
            .found(sink.endpoint(), FailureKind.REFUSED, words, "Polling goes on " + from),
        Recovery.RETRY);
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
