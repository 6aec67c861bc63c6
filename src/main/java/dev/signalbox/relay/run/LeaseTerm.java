package dev.signalbox.relay.run;

import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.CheckpointStore;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.AckWindow;
import dev.signalbox.relay.stream.StoredRows;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * From taking the lease to losing or leaving it: prepares, then polls. Whatever interrupts it, the
 * next term begins as after a crash, from the checkpoint and the stream, so there is one way to
 * recover and it is used all the time.
 *
 * <p>Threading: for the run's thread.
 */
final class LeaseTerm {
  private final RunParts parts;
  private final PollingSettings settings;
  private final Duration leaseTime;
  private final Scheduler scheduler;
  private final Optional<CheckpointRecord> earlier;
  private Optional<CheckpointRecord> taken = Optional.empty();
  private boolean committed;

  /**
   * @param earlier the checkpoint as this run took it before, if it did
   */
  LeaseTerm(
      RunParts parts,
      PollingSettings settings,
      Duration leaseTime,
      Scheduler scheduler,
      Optional<CheckpointRecord> earlier) {
    this.parts = parts;
    this.earlier = earlier;
    this.settings = settings;
    this.leaseTime = leaseTime;
    this.scheduler = scheduler;
  }

  /** Whether it got as far as committing a page. */
  boolean hasCommitted() {
    return committed;
  }

  /** The checkpoint as it took it; the lease is not released by the term. */
  Optional<CheckpointRecord> taken() {
    return taken;
  }

  /**
   * Polls until something ends it; never returns otherwise.
   *
   * @throws RunStoppedException if the run was told to stop; everything acknowledged is committed
   * @throws RelayException explained
   */
  void hold() throws RelayException {
    Source source = prepare();
    try (Lease lease = takeLease()) {
      CheckpointRecord checkpoint = lease.checkpoint();
      parts.reporter().step(parts.steps().reconcile());
      StoredRows stored =
          new StoredRows(parts.reconciliation().storedAfter(checkpoint), source::isNotAfter);
      parts.reporter().pollingBegan(checkpoint.position());
      poll(source, lease, checkpoint, stored);
    }
  }

  /** In this order, so that a mistake in the configuration leaves nothing behind anywhere. */
  private Source prepare() throws RelayException {
    parts.reporter().step(parts.steps().check());
    Source source = Source.open(parts.source(), settings, parts.calls());
    long last = parts.stream().lastSequence();
    parts.reporter().step(parts.steps().checkpoint());
    parts.checkpoints().prepare();
    if (!parts.checkpoints().isEnrolled()) {
      parts.checkpoints().enroll(last);
    }
    return source;
  }

  private Lease takeLease() throws RelayException {
    parts.reporter().step(parts.steps().lease());
    while (true) {
      parts.calls().control().throwIfStopped();
      Lease.ClockReading asked = Lease.ClockReading.now(scheduler);
      switch (parts.checkpoints().take(parts.self())) {
        case CheckpointStore.Taking.Taken(CheckpointRecord checkpoint) -> {
          taken = Optional.of(checkpoint);
          parts.reporter().held(Optional.empty());
          return lease(checkpoint, asked);
        }
        case CheckpointStore.Taking.HeldBy holder -> {
          if (earlier.isPresent()) {
            // Taken over while it was ours: fenced, whoever of us noticed that first.
            parts.checkpoints().renew(earlier.get());
          }
          parts.reporter().held(Optional.of(holder.words()));
          parts.calls().control().pause(parts.calls().limits().leasePoll());
        }
      }
    }
  }

  private Lease lease(CheckpointRecord checkpoint, Lease.ClockReading asked) {
    return new Lease(
        parts.checkpoints(),
        checkpoint,
        asked,
        parts.checkpointDatabase(),
        scheduler,
        leaseTime,
        parts.calls().failures());
  }

  private void poll(Source source, Lease lease, CheckpointRecord taken, StoredRows stored)
      throws RelayException {
    CheckpointRecord checkpoint = taken;
    while (true) {
      parts.progress().cycle();
      List<SourceRow> page;
      do {
        parts.calls().control().throwIfStopped();
        lease.throwIfLost();
        page = source.page(checkpoint.position());
        parts.progress().read(page.size());
        if (!page.isEmpty()) {
          checkpoint = relay(page, lease, checkpoint, stored);
        }
      } while (page.size() == settings.batchSize());
      parts.calls().control().pause(settings.interval());
    }
  }

  private CheckpointRecord relay(
      List<SourceRow> page, Lease lease, CheckpointRecord checkpoint, StoredRows stored)
      throws RelayException {
    AckWindow window = new AckWindow(page);
    markStored(window, stored);
    @Nullable Exception interruption = null;
    try {
      parts.publisher().publish(window, checkpoint, lease);
    } catch (RelayException | RunStoppedException e) {
      interruption = e;
      throw e;
    } finally {
      if (interruption != null) {
        commitAfter(interruption, window, checkpoint, stored);
      }
    }
    return commit(window, checkpoint, stored);
  }

  /** What an earlier term published but could not commit counts without being sent again. */
  private void markStored(AckWindow window, StoredRows stored) {
    for (int i = 0; i < window.size(); i++) {
      OptionalLong sequence = stored.take(window.row(i).position());
      if (sequence.isPresent() && window.acknowledged(i, sequence.getAsLong())) {
        parts.progress().acknowledged(true);
      }
    }
  }

  /** The acknowledged prefix counts, whatever ended the page. */
  private void commitAfter(
      Exception interruption, AckWindow window, CheckpointRecord checkpoint, StoredRows stored)
      throws RelayException {
    try {
      var _ = commit(window, checkpoint, stored);
    } catch (RelayException e) {
      e.addSuppressed(interruption);
      if (e.failure().kind() == FailureKind.FENCED) {
        throw e;
      }
      // Not recorded is not lost: the next term finds these rows in the stream.
      interruption.addSuppressed(e);
      parts.log().uncommitted(e.failure());
    }
  }

  private CheckpointRecord commit(AckWindow window, CheckpointRecord checkpoint, StoredRows stored)
      throws RelayException {
    AckWindow.Prefix prefix =
        window.acknowledgedPrefix(
            checkpoint.streamSequence(), stored.earliestAfter(checkpoint.position()));
    if (prefix.rows() == 0) {
      return checkpoint;
    }
    Position last = window.row(prefix.rows() - 1).position();
    CheckpointRecord now =
        parts.checkpoints().commit(checkpoint, last, prefix.rows(), prefix.safeSequence());
    committed = true;
    parts.reporter().committed(last);
    parts.log().page(prefix.rows(), last);
    return now;
  }
}
