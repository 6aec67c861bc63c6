package dev.signalbox.relay.stream;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.checkpoint.Checkpoint;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings.ChangedStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Whether stream and checkpoint belong together as they are now: either may have been restored from
 * an older copy, the stream made anew, or messages may have been removed from it. Does what the
 * policy says if not.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class StreamIdentity {
  private final RelaySink sink;
  private final CallContext calls;
  private final Reconciliation reconciliation;
  private final PublishListener listener;

  StreamIdentity(
      RelaySink sink, CallContext calls, Reconciliation reconciliation, PublishListener listener) {
    this.sink = sink;
    this.calls = calls;
    this.reconciliation = reconciliation;
    this.listener = listener;
  }

  /**
   * Whether the stream is the one of which the checkpoint is a place.
   *
   * @return what lies at that place; as ours where nobody knows
   * @throws RelayException as the policy says, if it is another one
   */
  TailReader.Place recognise(StreamCheck.Found found, Lease lease) throws RelayException {
    CheckpointRecord checkpoint = lease.checkpoint();
    TailReader.Place place =
        checkpoint.isPlaceOurs() && checkpoint.streamSequence() > 0
            ? reconciliation.place(checkpoint)
            : TailReader.Place.OURS;
    if (checkpoint.position().isPresent()) {
      requireSame(found, place, lease);
    }
    if (!checkpoint.streamCreated().equals(Optional.of(found.created()))) {
      lease.adopt(found.created());
    }
    return place;
  }

  private void requireSame(StreamCheck.Found found, TailReader.Place place, Lease lease)
      throws RelayException {
    CheckpointRecord checkpoint = lease.checkpoint();
    Optional<String> known = checkpoint.streamCreated();
    boolean isOurs = checkpoint.isPlaceOurs() && place == TailReader.Place.OURS;
    // A server may say another time of the same stream once it was changed and started again.
    if (known.isPresent() && !known.get().equals(found.created()) && !isOurs) {
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
    switch (place) {
      case OURS -> {}
      case ANOTHERS ->
          throw changed(
              lease,
              ("has another message %d than the checkpoint knows: it was restored from an older"
                      + " copy, and others have published since")
                  .formatted(checkpoint.streamSequence()),
              found.keeping().tellsAll(false));
      case EMPTY -> {
        if (found.keeping() == StreamLook.Keeping.ALWAYS) {
          listener.noticed(removedByHand(checkpoint));
        }
      }
    }
  }

  private String removedByHand(CheckpointRecord checkpoint) {
    return ("message %d, at which the checkpoint is, was removed, though the stream has no limits:"
            + " it was purged, or messages were deleted. Which rows are not in it any more: %s")
        .formatted(
            checkpoint.streamSequence(), "signalbox verify " + sink.settings().programName());
  }

  /**
   * Whether the stream still has what was stored behind the checkpoint's place. If it has removed
   * that by its limits and the checkpoint is an older copy, nobody can tell from it which rows were
   * relayed since.
   *
   * <p>A later term tells that rows of ours were behind that place. Without one they were in all
   * likelihood if the stream takes no other subject and what is left of it begins with a row of
   * ours, or nothing is. In any other case another publisher may have stored what is gone, and a
   * relay that was quiet for long begins.
   *
   * @param epoch of the last term whose messages may be there
   * @param begun whether this run has looked before: then it knows what it has stored
   * @throws RelayException as the policy says, if rows of ours were behind that place
   */
  void requireNothingGone(
      StreamCheck.Found found,
      TailReader.Place place,
      Tail tail,
      Lease lease,
      long epoch,
      boolean begun,
      BiPredicate<Position, Position> isNotAfter)
      throws RelayException {
    CheckpointRecord checkpoint = lease.checkpoint();
    if (found.keeping() != StreamLook.Keeping.FOR_A_WHILE
        || place != TailReader.Place.EMPTY
        || !found.hasRemovedBehind(checkpoint.streamSequence())) {
      return;
    }
    String gone = gone(found, checkpoint);
    boolean wereOurs = found.hasOneSubject() && !tail.beginsWithAnothers();
    if (tail.highestEpoch() > epoch || (wereOurs && !begun)) {
      throw outlived(gone, tail, lease, isNotAfter);
    }
    if (!begun) {
      listener.noticed(
          gone
              + ": if the checkpoint was restored from an older copy, rows that were among them are"
              + " sent once more");
    }
  }

  private static String gone(StreamCheck.Found found, CheckpointRecord checkpoint) {
    long messages = found.first() - 1 - checkpoint.streamSequence();
    return "%s behind message %d, at which the checkpoint is, were removed by the stream's limits"
        .formatted(
            messages > 0 ? String.format(Locale.ROOT, "%,d messages", messages) : "messages",
            checkpoint.streamSequence());
  }

  private RelayException outlived(
      String gone, Tail tail, Lease lease, BiPredicate<Position, Position> isNotAfter)
      throws RelayException {
    String words =
        "stream %s: %s: rows that were relayed since would be sent once more"
            .formatted(sink.stream(), gone);
    String name = sink.settings().programName();
    if (sink.settings().policies().changedStream() == ChangedStream.CONTINUE) {
      lease.forgetStream(false);
      return decided(
          words, "behind the last row that the checkpoint knows (on_changed_stream: continue).");
    }
    String behindAll =
        tail.rows().keySet().stream()
            .reduce((one, other) -> isNotAfter.test(one, other) ? other : one)
            .map(
                row ->
                    "Behind the last row that the stream has: %s ".formatted(row.setCommand(name)))
            .orElse("");
    return calls
        .failures()
        .mistake(
            sink.endpoint(),
            words,
            "Decide from where to go on. %sBehind the last row that the checkpoint knows: %s"
                .formatted(behindAll, Checkpoint.goOn(name)));
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

  /**
   * Raises the next term above those that the stream knows, of which the checkpoint does not.
   *
   * @return what ends this term
   */
  RelayException older(StreamCheck.Found found, Tail tail, Lease lease) throws RelayException {
    long epoch = lease.checkpoint().epoch();
    lease.outrank(tail.highestEpoch());
    return new RelayException(
        calls
            .failures()
            .found(
                sink.endpoint(),
                FailureKind.REFUSED,
                "stream %s has rows of term %d, the checkpoint knows %d terms"
                    .formatted(sink.stream(), tail.highestEpoch(), epoch - 1),
                "The checkpoint was restored from an older copy; polling goes on behind it, and "
                    + (found.hasRemovedBehind(lease.checkpoint().streamSequence())
                        ? "what the stream has is not stored again; what it has removed since is."
                        : "nothing is stored twice.")),
        Recovery.RETRY);
  }
}
