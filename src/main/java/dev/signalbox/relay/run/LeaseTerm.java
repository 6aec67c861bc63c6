package dev.signalbox.relay.run;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Checkpoint;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.checkpoint.StreamEnd;
import dev.signalbox.relay.reject.Diversion;
import dev.signalbox.relay.run.StartSteps.Preparation;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.DeadLetters;
import dev.signalbox.relay.stream.RelayStream;
import dev.signalbox.relay.stream.StreamTerm;
import dev.signalbox.settings.PollingSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * From taking the lease to losing or leaving it: prepares, then polls. Whatever interrupts it, the
 * next term begins as after a crash, from the checkpoint and the stream, so there is one way to
 * recover and it is used all the time.
 *
 * <p>Threading: for the run's thread, beside which reader and committer have one each.
 */
final class LeaseTerm {
  private final PollingSettings settings;
  private final RunControl control;
  private final RunReporter reporter;
  private final RelayDatabase database;
  private final Supplier<Optional<RunEndpoints.Trouble>> endpoints;
  private final WriterHorizons horizons;
  private final RelayStream stream;
  private final Checkpoint checkpoint;
  private final Optional<DeadLetters> deadLetters;
  private boolean committed;

  /**
   * @param database where the source table is
   * @param endpoints which of them is away
   * @param horizons shared by all relays of the program
   * @param deadLetters where rows are told that cannot be relayed; empty if the relay stops at them
   */
  LeaseTerm(
      PollingSettings settings,
      RunControl control,
      RunReporter reporter,
      RelayDatabase database,
      Supplier<Optional<RunEndpoints.Trouble>> endpoints,
      WriterHorizons horizons,
      RelayStream stream,
      Checkpoint checkpoint,
      Optional<DeadLetters> deadLetters) {
    this.settings = settings;
    this.control = control;
    this.reporter = reporter;
    this.database = database;
    this.endpoints = endpoints;
    this.horizons = horizons;
    this.stream = stream;
    this.checkpoint = checkpoint;
    this.deadLetters = deadLetters;
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
    Source source = prepare();
    reporter.preparing(Preparation.LEASE);
    try (Lease lease = checkpoint.takeLease(source.lookback(), reporter)) {
      reporter.preparing(Preparation.RECONCILE);
      pollPastBadRows(source, lease);
    }
  }

  /** A row that is found bad again although it was diverted ends the term as well. */
  private void pollPastBadRows(Source source, Lease lease) throws RelayException {
    Optional<BadRow> last = Optional.empty();
    Optional<Diversion> diversion = diversion();
    StreamTerm target = begun(stream.continueAfter(lease, source::isNotAfter), lease);
    while (true) {
      Optional<Position> from =
          diversion.map(it -> it.from(lease)).orElseGet(() -> lease.checkpoint().position());
      try {
        pollFrom(from, source, target, lease);
      } catch (BadRowException e) {
        Optional<BadRow> found = Optional.of(e.row());
        if (diversion.isEmpty() || found.equals(last)) {
          throw e;
        }
        last = found;
        diversion.get().divert(source, lease, e.row());
        target = begun(stream.goOn(target, lease, source::isNotAfter), lease);
      }
    }
  }

  private Optional<Diversion> diversion() {
    return deadLetters.map(
        letters ->
            new Diversion(settings, letters, database.calls().scheduler(), reporter::diverted));
  }

  private StreamTerm begun(StreamTerm target, Lease lease) throws RelayException {
    reporter.late(lease.recognise(target.overtaken()));
    reporter.inDoubt(target.inDoubt());
    return target;
  }

  private void pollFrom(Optional<Position> from, Source source, StreamTerm target, Lease lease)
      throws RelayException {
    reporter.pollingBegan(from);
    RunControl reading = new RunControl(database.calls().scheduler());
    try (RunControl.Registration _ = control.stopsToo(reading)) {
      polling(from, source.under(reading), reading, target, lease);
    }
  }

  private void polling(
      Optional<Position> from, Source source, RunControl reading, StreamTerm target, Lease lease)
      throws RelayException {
    try (Committer committer = committer(lease)) {
      try (PageReader reader =
          reader(reading, source, from, lookback(reading, source, lease, committer))) {
        poll(target, new TermTraffic(reader, committer, lease, reporter, idle(reader)));
      } catch (RelayException | RunStoppedException e) {
        commitAfter(e, target, committer);
        throw e;
      } finally {
        committed |= committer.hasCommitted();
      }
    }
  }

  private IdleWatch idle(PageReader reader) {
    return new IdleWatch(
        database.calls(), database.endpoint(), reader, endpoints, checkpoint, reporter);
  }

  private Committer committer(Lease lease) {
    return new Committer(
        settings.programName(), control, database.calls().scheduler(), lease, reporter);
  }

  /** In this order, so that a mistake in the configuration leaves nothing behind anywhere. */
  private Source prepare() throws RelayException {
    reporter.preparing(Preparation.CHECK);
    Source source = Source.open(database, settings, horizons, reporter);
    StreamEnd end = stream.end();
    if (deadLetters.isPresent()) {
      var _ = deadLetters.get().look();
    }
    reporter.preparing(Preparation.CHECKPOINT);
    checkpoint.prepare(
        database.endpoint().address(),
        end,
        source.lookback(),
        new Checkpoint.Reading(source::isKnown, source::asReadNow, source::serverOffsets));
    if (!reporter.hasPolled()) {
      source.tellKeyless();
    }
    return source;
  }

  private Optional<Lookback> lookback(
      RunControl reading, Source source, Lease lease, Committer committer) {
    if (source.lookback().isZero()) {
      return Optional.empty();
    }
    reporter.lookingBack(source.lookback());
    return Optional.of(
        new Lookback(
            source.latecomers(),
            checkpoint.seen(reading),
            lease,
            committer::late,
            database.calls().scheduler(),
            database.calls().limits().look()));
  }

  private PageReader reader(
      RunControl own, Source source, Optional<Position> from, Optional<Lookback> lookback) {
    return new PageReader(
        settings.programName(),
        control,
        own,
        source,
        from,
        lookback,
        settings.interval(),
        reporter::cycleBegan);
  }

  private void poll(StreamTerm target, TermTraffic traffic) throws RelayException {
    while (true) {
      control.throwIfStopped();
      // A page that is being read when the run is told to stop still comes, and is relayed.
      Optional<List<SourceRow>> page = traffic.awaitPage();
      if (page.isPresent()) {
        target.publish(page.get(), traffic);
      }
    }
  }

  /** The acknowledged prefix counts, whatever ended the polling. */
  private void commitAfter(Exception interruption, StreamTerm target, Committer committer)
      throws RelayException {
    try {
      target.acknowledged().ifPresent(committer::commit);
      committer.finish();
    } catch (RelayException e) {
      if (e.equals(interruption)) {
        return;
      }
      e.addSuppressed(interruption);
      if (e.failure().kind() == FailureKind.FENCED) {
        throw e;
      }
      // Not recorded is not lost: the next term finds these rows in the stream.
      interruption.addSuppressed(e);
      reporter.uncommitted(e.failure());
    }
  }
}
