package dev.signalbox.relay.reject;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.SourcePage;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.DeadLetters;
import dev.signalbox.settings.PollingSettings;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gets a relay past rows that cannot be relayed: the row's envelope is stored first, then the
 * checkpoint moves. A crash between the two diverts the row once more, under the same id.
 *
 * <p>Threading: blocking; for the run's thread.
 */
public final class Diversion {
  private static final String ID_PREFIX = "dlq:";

  private final PollingSettings settings;
  private final DeadLetters letters;
  private final Scheduler scheduler;
  private final Consumer<BadRow> listener;

  /** Behind which row it goes on, as long as the checkpoint is where it was then. */
  private Optional<Position> passed = Optional.empty();

  private Optional<Position> checkpointThen = Optional.empty();

  /**
   * @param listener told of each row that was diverted
   */
  public Diversion(
      PollingSettings settings,
      DeadLetters letters,
      Scheduler scheduler,
      Consumer<BadRow> listener) {
    this.settings = settings;
    this.letters = letters;
    this.scheduler = scheduler;
    this.listener = listener;
  }

  /**
   * Behind which row the term goes on: behind one of which no checkpoint can be, or behind that.
   */
  public Optional<Position> from(Lease lease) {
    Optional<Position> checkpoint = lease.checkpoint().position();
    return passed.isPresent() && checkpoint.equals(checkpointThen) ? passed : checkpoint;
  }

  /**
   * Diverts a bad row that was late, or those that come next behind the checkpoint, if any do.
   *
   * @param found a row that was found bad: the source does not know of one that is too large
   * @throws RelayException explained; or as fenced if the lease has another holder by now
   * @throws RunStoppedException if a stop ended it
   */
  public void divert(Source source, Lease lease, BadRow found) throws RelayException {
    DeadLetters.Target target = letters.look();
    if (found.late()) {
      divert(lease, found, target);
      return;
    }
    Optional<BadRow> next = next(source, lease, found);
    while (next.isPresent()) {
      divert(lease, next.get(), target);
      next = next(source, lease, found);
    }
  }

  private void divert(Lease lease, BadRow row, DeadLetters.Target target) throws RelayException {
    lease.throwIfLost();
    boolean recordable = row.position().isRecordable();
    if (recordable || !lease.isPassedOver(row)) {
      store(lease, row, target);
    }
    if (!recordable && !row.late()) {
      checkpointThen = lease.checkpoint().position();
      passed = Optional.of(row.position());
    }
  }

  private void store(Lease lease, BadRow row, DeadLetters.Target target) throws RelayException {
    letters.store(
        ID_PREFIX + lease.checkpoint().messageId(row.position()),
        Envelope.of(row, settings, scheduler.now(), target.largest()));
    lease.passOver(row);
    listener.accept(row);
  }

  private Optional<BadRow> next(Source source, Lease lease, BadRow oversized)
      throws RelayException {
    try {
      SourcePage page = source.page(from(lease));
      return page.rows().stream()
          .findFirst()
          .filter(row -> row.position().equals(oversized.position()))
          // It may have been mended since.
          .filter(
              row -> new String(row.payload(), StandardCharsets.UTF_8).equals(oversized.readable()))
          .map(_ -> oversized);
    } catch (BadRowException e) {
      return Optional.of(e.row());
    }
  }
}
