package dev.signalbox.relay.tools;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.Checkpoint;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.checkpoint.LeaseHolder;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.PublishListener;
import dev.signalbox.relay.stream.RelayStream;
import dev.signalbox.relay.stream.StreamTerm;
import dev.signalbox.relay.stream.StreamWalk;
import dev.signalbox.relay.stream.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stores rows once more that a comparison has found missing, in a term of its own, as rows that
 * come late: behind all others, in the table's order, with the position where it is. No relay polls
 * meanwhile, and what has come into the stream since the comparison is not sent.
 */
public final class RepublishTool {
  private static final int MOST_ROWS = 500;
  private static final long MOST_BYTES = 16L << 20;

  private final Bench bench;

  public RepublishTool(Bench bench) {
    this.bench = bench;
  }

  /**
   * What became of the missing rows, but for those that the stream had by then.
   *
   * @param stored how many it has now
   * @param gone those that are not in the table any more
   * @param bad those that cannot be relayed
   */
  public record Outcome(int stored, List<Position> gone, List<BadRow> bad) {
    public Outcome {
      gone = List.copyOf(gone);
      bad = List.copyOf(bad);
    }

    /** Whether the stream has all that there is to have; what is gone from the table is not. */
    public boolean isWhole() {
      return bad.isEmpty();
    }
  }

  /**
   * Stores them. What is acknowledged counts, whatever ends it; a further comparison tells what is
   * left.
   *
   * @throws RelayException if somebody polls, as a start would be refused, or as a failure of a
   *     server
   */
  public Outcome republish(VerifyTool.Result found, Actor by) throws RelayException {
    if (found.missing().isEmpty()) {
      return new Outcome(0, List.of(), List.of());
    }
    Source source = bench.source(new SourceRemarks());
    RelayStream stream =
        new RelayStream(bench.connections().sink(), bench.calls(), bench.settings(), new Unheard());
    Checkpoint checkpoint =
        new Checkpoint(
            bench.connections().checkpoint(),
            bench.calls(),
            bench.settings(),
            bench.leaseTime(),
            LeaseHolder.ofThisProcess());
    checkpoint.prepare(
        bench.sourceAddress(), stream.lastSequence(), source.lookback(), Bench.reading(source));
    Outcome outcome;
    try (Lease lease = checkpoint.takeFreeLease(source.lookback())) {
      outcome = republish(source, stream, lease, found);
    } finally {
      checkpoint.release("STOPPED", Optional.empty());
    }
    bench
        .log()
        .info(
            "{} missing rows of {} stored again by {}",
            outcome.stored(),
            bench.settings().programName(),
            by);
    return outcome;
  }

  private Outcome republish(Source source, RelayStream stream, Lease lease, VerifyTool.Result found)
      throws RelayException {
    StreamTerm term = stream.continueAfter(lease, source::isNotAfter);
    var _ = lease.recognise(term.overtaken());
    Set<Position> missing = new LinkedHashSet<>(found.missing());
    removeStored(missing, lease, found.lookedUpTo());
    List<Position> gone = new ArrayList<>();
    List<BadRow> bad = new ArrayList<>();
    Iterator<Position> rest = missing.iterator();
    int stored = 0;
    while (rest.hasNext()) {
      List<SourceRow> page = page(source, rest, gone, bad);
      if (!page.isEmpty()) {
        publish(page, term, lease);
        stored += page.size();
      }
    }
    return new Outcome(stored, gone, bad);
  }

  /** Nobody else publishes from here on: the lease is ours. */
  private void removeStored(Collection<Position> missing, Lease lease, long lookedUpTo)
      throws RelayException {
    StreamWalk walk =
        new StreamWalk(
            bench.connections().sink(), bench.calls(), bench.settings(), lease.checkpoint());
    StreamWalk.Extent extent = walk.extent();
    var _ =
        walk.walk(
            Math.max(extent.first(), lookedUpTo + 1),
            extent.last(),
            row -> {
              missing.remove(row);
              return true;
            });
  }

  private static List<SourceRow> page(
      Source source, Iterator<Position> rest, List<Position> gone, List<BadRow> bad)
      throws RelayException {
    List<SourceRow> page = new ArrayList<>();
    long bytes = 0;
    while (rest.hasNext() && page.size() < MOST_ROWS && bytes < MOST_BYTES) {
      Position position = rest.next();
      try {
        Optional<SourceRow> row = source.latecomers().row(position);
        row.ifPresentOrElse(page::add, () -> gone.add(position));
        bytes += row.map(each -> each.payload().length).orElse(0);
      } catch (BadRowException e) {
        bad.add(e.row());
      }
    }
    return page;
  }

  private static void publish(List<SourceRow> page, StreamTerm term, Lease lease)
      throws RelayException {
    OnePage traffic = new OnePage(lease);
    try {
      term.publish(page, traffic);
    } finally {
      // Also of a page that was not stored to its end.
      Optional<Advance> rest = term.acknowledged();
      if (rest.isPresent()) {
        lease.commit(rest.get());
      }
    }
  }

  /** Nothing comes behind the page, and all of it is committed at its end. */
  private record OnePage(Lease lease) implements Traffic {
    @Override
    public boolean hasPage() {
      return false;
    }

    @Override
    public Optional<List<SourceRow>> page() {
      return Optional.empty();
    }

    @Override
    public void acknowledged(Advance advance) {}

    @Override
    public boolean isLost() {
      return lease.isFenced();
    }

    @Override
    public void throwIfLost() throws RelayException {
      lease.throwIfLost();
    }
  }

  /** The outcome tells it all. */
  private static final class Unheard implements PublishListener {
    @Override
    public void published(int messages) {}

    @Override
    public void acknowledged(int rows, int duplicates) {}

    @Override
    public void drained(int acknowledged, int total) {}

    @Override
    public void overdue(Optional<Failure> cause) {}
  }
}
