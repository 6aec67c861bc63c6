package dev.signalbox.relay.run;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.Checkpoint;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.run.StartSteps.Preparation;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.SourcePage;
import dev.signalbox.relay.source.WriterHorizons;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.RelayStream;
import dev.signalbox.relay.stream.StreamPage;
import dev.signalbox.relay.stream.StreamTerm;
import dev.signalbox.settings.PollingSettings;
import java.util.Optional;

/**
 * From taking the lease to losing or leaving it: prepares, then polls. Whatever interrupts it, the
 * next term begins as after a crash, from the checkpoint and the stream, so there is one way to
 * recover and it is used all the time.
 *
 * <p>Threading: for the run's thread, beside which a reader has one of its own.
 */
final class LeaseTerm {
  private final PollingSettings settings;
  private final RunControl control;
  private final RunReporter reporter;
  private final RelayDatabase database;
  private final WriterHorizons horizons;
  private final RelayStream stream;
  private final Checkpoint checkpoint;
  private boolean committed;

  /**
   * @param database where the source table is
   * @param horizons shared by all relays of the program
   */
  LeaseTerm(
      PollingSettings settings,
      RunControl control,
      RunReporter reporter,
      RelayDatabase database,
      WriterHorizons horizons,
      RelayStream stream,
      Checkpoint checkpoint) {
    this.settings = settings;
    this.control = control;
    this.reporter = reporter;
    this.database = database;
    this.horizons = horizons;
    this.stream = stream;
    this.checkpoint = checkpoint;
  }

  /** Whether it got as far as committing a page. */
  boolean hasCommitted() {
    return committed;
  }

  /**
   * Polls until something ends it; never returns otherwise. The lease is not released by it.
   *
   * @throws RunStoppedException if the run was told to stop; everything acknowledged is committed
   * @throws RelayException explained
   */
  void hold() throws RelayException {
    RunControl reading = new RunControl(database.calls().scheduler());
    try (RunControl.Registration _ = control.stopsToo(reading)) {
      Source source = prepare(database.under(reading));
      reporter.preparing(Preparation.LEASE);
      try (Lease lease = checkpoint.takeLease(reporter::held)) {
        reporter.preparing(Preparation.RECONCILE);
        StreamTerm target = stream.continueAfter(lease, source::isNotAfter);
        reporter.pollingBegan(lease.checkpoint().position());
        try (PageReader reader = reader(reading, source, lease.checkpoint().position())) {
          poll(reader, target, lease);
        }
      }
    }
  }

  /** In this order, so that a mistake in the configuration leaves nothing behind anywhere. */
  private Source prepare(RelayDatabase database) throws RelayException {
    reporter.preparing(Preparation.CHECK);
    Source source = Source.open(database, settings, horizons, reporter);
    long last = stream.lastSequence();
    reporter.preparing(Preparation.CHECKPOINT);
    checkpoint.prepare(database.endpoint().address(), last);
    return source;
  }

  private PageReader reader(RunControl own, Source source, Optional<Position> from) {
    return new PageReader(
        settings.programName(),
        control,
        own,
        source,
        from,
        settings.interval(),
        reporter::cycleBegan);
  }

  private void poll(PageReader reader, StreamTerm target, Lease lease) throws RelayException {
    while (true) {
      control.throwIfStopped();
      // A page that is being read when the run is told to stop still comes, and is relayed.
      lease.await(reader::isReady);
      Optional<SourcePage> page = reader.take();
      if (page.isPresent()) {
        reporter.read(page.get().rows().size());
        if (!page.get().rows().isEmpty()) {
          relay(target.page(page.get().rows()), lease);
        }
      }
    }
  }

  private void relay(StreamPage page, Lease lease) throws RelayException {
    try {
      page.publish(lease);
    } catch (RelayException | RunStoppedException e) {
      commitAfter(e, page, lease);
      throw e;
    }
    commit(page, lease);
  }

  /** The acknowledged prefix counts, whatever ended the page. */
  private void commitAfter(Exception interruption, StreamPage page, Lease lease)
      throws RelayException {
    try {
      commit(page, lease);
    } catch (RelayException e) {
      e.addSuppressed(interruption);
      if (e.failure().kind() == FailureKind.FENCED) {
        throw e;
      }
      // Not recorded is not lost: the next term finds these rows in the stream.
      interruption.addSuppressed(e);
      reporter.uncommitted(e.failure());
    }
  }

  private void commit(StreamPage page, Lease lease) throws RelayException {
    Optional<Advance> advance = page.advance(lease.checkpoint());
    if (advance.isPresent()) {
      lease.commit(advance.get());
      committed = true;
      reporter.committed(advance.get().rows(), advance.get().to());
    }
  }
}
