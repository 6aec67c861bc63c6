package dev.signalbox.relay.tools;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.Checkpoint;
import dev.signalbox.relay.checkpoint.CheckpointView;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
   * @throws RelayException if somebody polls, or the position was set back since the comparison; as
   *     a start would be refused; if the stream takes a row for one that it does not have any more;
   *     or as a failure of a server
   */
  public Outcome republish(VerifyTool.Result found, Actor by) throws RelayException {
    if (found.missing().isEmpty()) {
      return new Outcome(0, List.of(), List.of());
    }
    Source source = bench.source(new SourceRemarks());
    Stored stored = new Stored();
    RelayStream stream =
        RelayStream.ofLostRows(bench.connections().sink(), bench.calls(), bench.settings(), stored);
    Checkpoint checkpoint =
        new Checkpoint(
            bench.connections().checkpoint(),
            bench.calls(),
            bench.settings(),
            bench.leaseTime(),
            LeaseHolder.ofThisProcess());
    checkpoint.prepare(
        bench.sourceAddress(), stream.end(), source.lookback(), Bench.reading(source));
    bench.desk().prepareHistory();
    CheckpointView before = bench.desk().read().orElseThrow();
    try (Ending _ = () -> checkpoint.releaseAs(before);
        Lease lease = checkpoint.takeFreeLease(source.lookback())) {
      return logged(source, stream, lease, found, stored, by);
    }
  }

  /** What is to be done whatever happens before it, and may fail itself. */
  @FunctionalInterface
  private interface Ending extends AutoCloseable {
    @Override
    void close() throws RelayException;
  }

  /** Also if it is ended: what is stored by then stays. */
  private Outcome logged(
      Source source,
      RelayStream stream,
      Lease lease,
      VerifyTool.Result found,
      Stored stored,
      Actor by)
      throws RelayException {
    try {
      return republish(source, stream, lease, found, stored, by);
    } finally {
      bench
          .log()
          .info(
              "{} missing rows of {} stored again by {}",
              stored.rows(),
              bench.settings().programName(),
              by);
    }
  }

  private Outcome republish(
      Source source,
      RelayStream stream,
      Lease lease,
      VerifyTool.Result found,
      Stored stored,
      Actor by)
      throws RelayException {
    requireRelayed(found.missing().getLast(), source, lease.checkpoint().position());
    StreamTerm term = begun(stream.continueAfter(lease, source::isNotAfter), lease);
    List<Position> missing = missing(found, lease);
    if (missing.isEmpty()) {
      return new Outcome(0, List.of(), List.of());
    }
    String rows = words(missing);
    // Before the first of them: whoever is killed then has left a trace, too.
    bench.desk().keep(rows, "to be stored again", by);
    try (Ending _ = () -> bench.desk().keep(rows, stored.words(), by)) {
      return storeAll(source, stream, lease, term, missing, stored);
    }
  }

  private static String words(List<Position> missing) {
    return missing.size() == 1
        ? "1 missing: " + missing.getFirst()
        : "%s missing: %s up to %s"
            .formatted(
                String.format(Locale.ROOT, "%,d", missing.size()),
                missing.getFirst(),
                missing.getLast());
  }

  private Outcome storeAll(
      Source source,
      RelayStream stream,
      Lease lease,
      StreamTerm first,
      List<Position> missing,
      Stored stored)
      throws RelayException {
    StreamTerm term = first;
    List<Position> gone = new ArrayList<>();
    List<BadRow> bad = new ArrayList<>();
    Iterator<Position> rest = missing.iterator();
    while (rest.hasNext()) {
      List<SourceRow> page = page(source, rest, gone, bad);
      while (!page.isEmpty()) {
        OnePage traffic = new OnePage(lease);
        try {
          publish(page, term, traffic);
          page = List.of();
        } catch (BadRowException e) {
          // The stream does not take it. Those behind it were not sent, or are known by now.
          bad.add(e.row());
          term = begun(stream.goOn(term, lease, source::isNotAfter), lease);
          page = left(page, e.row(), traffic.relayed(), term.overtaken());
        }
      }
    }
    return new Outcome(stored.rows(), gone, bad);
  }

  /** Behind the position a row is still to come, and is no late one. */
  private void requireRelayed(Position last, Source source, Optional<Position> position)
      throws RelayException {
    boolean relayed =
        position.isPresent()
            && (source.isNotAfter(last, position.get()) || source.count(position, last, 1) == 0);
    if (!relayed) {
      throw bench
          .calls()
          .failures()
          .mistake(
              bench.connections().checkpoint().endpoint(),
              "the position of %s was set back since the comparison"
                  .formatted(bench.settings().programName()),
              "Compare again: rows behind the position are still to be relayed.");
    }
  }

  private static StreamTerm begun(StreamTerm term, Lease lease) throws RelayException {
    var _ = lease.recognise(term.overtaken());
    return term;
  }

  private static List<SourceRow> left(
      List<SourceRow> page, BadRow bad, List<Position> relayed, List<Position> overtaken) {
    Set<Position> done = new HashSet<>(relayed);
    done.addAll(overtaken);
    done.add(bad.position());
    return page.stream().filter(row -> !done.contains(row.position())).toList();
  }

  /** Those that have not come since. Nobody else publishes from here on: the lease is ours. */
  private List<Position> missing(VerifyTool.Result found, Lease lease) throws RelayException {
    Set<Position> missing = new LinkedHashSet<>(found.missing());
    StreamWalk walk =
        new StreamWalk(
            bench.connections().sink(), bench.calls(), bench.settings(), lease.checkpoint());
    StreamWalk.Extent extent = walk.extent();
    var _ =
        walk.walk(
            Math.max(extent.first(), found.lookedUpTo() + 1),
            extent.last(),
            row -> {
              missing.remove(row);
              return true;
            });
    return List.copyOf(missing);
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

  private static void publish(List<SourceRow> page, StreamTerm term, OnePage traffic)
      throws RelayException {
    try {
      term.publish(page, traffic);
    } finally {
      // Also of a page that was not stored to its end.
      term.acknowledged().ifPresent(traffic::acknowledged);
      traffic.commit();
    }
  }

  /** Counts; the outcome and the log tell the rest. */
  private static final class Stored implements PublishListener {
    private int rows;

    int rows() {
      return rows;
    }

    String words() {
      return String.format(Locale.ROOT, "%,d stored again", rows);
    }

    @Override
    public void published(int messages) {}

    @Override
    public void acknowledged(int more, int duplicates) {
      rows += more - duplicates;
    }

    @Override
    public void drained(int acknowledged, int total) {}

    @Override
    public void overdue(Optional<Failure> cause) {}
  }
}
