package dev.signalbox.relay.run;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.source.SourcePage;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.stream.Traffic;
import java.util.List;
import java.util.Optional;

/**
 * A term's rows from the reader to the stream and, once they count, to the committer, for as long
 * as the lease is held and commits succeed.
 *
 * <p>Threading: for the run's thread.
 */
final class TermTraffic implements Traffic {
  private final PageReader reader;
  private final Committer committer;
  private final Lease lease;
  private final RunReporter reporter;
  private final IdleWatch idle;

  TermTraffic(
      PageReader reader, Committer committer, Lease lease, RunReporter reporter, IdleWatch idle) {
    this.reader = reader;
    this.committer = committer;
    this.lease = lease;
    this.reporter = reporter;
    this.idle = idle;
  }

  /**
   * Waits for the next page; empty if there was nothing to read.
   *
   * @throws RunStoppedException if a stop keeps it from being read
   * @throws RelayException if it cannot be read, or the traffic is lost
   */
  Optional<List<SourceRow>> awaitPage() throws RelayException {
    lease.await(
        () -> (reader.isReady() && !committer.isBehind()) || committer.hasFailed(), idle::look);
    idle.over();
    committer.throwIfFailed();
    return reader.take().flatMap(this::rows);
  }

  private Optional<List<SourceRow>> rows(SourcePage page) {
    reporter.read(page.rows().size());
    return page.rows().isEmpty() ? Optional.empty() : Optional.of(page.rows());
  }

  @Override
  public boolean hasPage() {
    return reader.hasPage() && !committer.isBehind();
  }

  @Override
  public Optional<List<SourceRow>> page() {
    return committer.isBehind() ? Optional.empty() : reader.poll().flatMap(this::rows);
  }

  @Override
  public void acknowledged(Advance advance) {
    committer.commit(advance);
  }

  @Override
  public boolean isLost() {
    return lease.isFenced() || committer.hasFailed();
  }

  @Override
  public void throwIfLost() throws RelayException {
    lease.throwIfLost();
    committer.throwIfFailed();
  }
}
