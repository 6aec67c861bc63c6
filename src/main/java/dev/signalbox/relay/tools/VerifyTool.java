package dev.signalbox.relay.tools;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.CheckpointDesk;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.source.Latecomers;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.Stretch;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.StreamWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the table with the stream: whether each row that counts as relayed is there. Changes
 * nothing, and may be used while the relay polls.
 */
public final class VerifyTool {
  private final Bench bench;
  private final CheckpointDesk desk;

  public VerifyTool(Bench bench) {
    this.bench = bench;
    this.desk = bench.desk();
  }

  /** Is told now and then how far it got. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Called about once for each thousand rows.
     *
     * @param rows how many were compared until now
     * @param upTo the last of them
     */
    void compared(long rows, Position upTo);
  }

  /**
   * What was found.
   *
   * @param rows how many were compared
   * @param upTo the last of them; empty if there was none
   * @param removed how many are older than what the stream keeps
   * @param diverted how many could not be relayed, and went to the dead-letter subject
   * @param missing the others that are not in it, in the order of the table
   * @param complete whether all rows of the range were compared: it ends early once very many are
   *     missing
   * @param lookedUpTo up to which message the stream was looked through for the missing ones
   */
  public record Result(
      long rows,
      Optional<Position> upTo,
      long removed,
      long diverted,
      List<Position> missing,
      boolean complete,
      long lookedUpTo) {
    private static final Result NOTHING = new Result(0, Optional.empty(), 0, 0, List.of(), true, 0);

    public Result {
      missing = List.copyOf(missing);
    }
  }

  /**
   * Compares.
   *
   * @param from behind which row; may be the beginning
   * @param to up to which row, that included; empty for the last that was relayed, behind which
   *     nothing is compared in any case
   * @throws RelayException as a start would be refused, or as a failure of a server; also if the
   *     stream removes what was consumed, or no row of the table may be where a target says
   */
  public Result verify(Target from, Optional<Target> to, Progress progress) throws RelayException {
    Source source = bench.source(new SourceRemarks());
    Optional<CheckpointView> view = desk.read();
    desk.require(view, bench.sourceAddress(), Bench.reading(source));
    Optional<Position> relayed = view.flatMap(CheckpointView::position);
    if (relayed.isEmpty()) {
      return Result.NOTHING;
    }
    CheckpointRecord relay = view.orElseThrow().nextTerm();
    // Behind the checkpoint, so that the stream has all that counts as relayed.
    StreamWalk walk =
        new StreamWalk(bench.connections().sink(), bench.calls(), bench.settings(), relay);
    Optional<Position> begin = bench.position(source, from);
    Comparison comparison = new Comparison(walk, source::isNotAfter, begin);
    Position end = relayed.get();
    if (to.isPresent()) {
      Optional<Position> asked = bench.position(source, to.get());
      if (asked.isEmpty()) {
        return Result.NOTHING;
      }
      end = source.isNotAfter(asked.get(), end) ? asked.get() : end;
    }
    return compare(source, comparison, begin, end, progress);
  }

  private Result compare(
      Source source,
      Comparison comparison,
      Optional<Position> begin,
      Position end,
      Progress progress)
      throws RelayException {
    Latecomers keys = source.latecomers();
    Optional<Stretch> rest = Optional.of(Stretch.of(begin, end));
    Optional<Position> upTo = Optional.empty();
    long rows = 0;
    while (rest.isPresent() && comparison.hasRoom()) {
      Latecomers.Keys page = keys.keys(rest.get());
      comparison.add(page.rows());
      rest = page.more() ? rest.map(left -> left.after(page.rows().getLast())) : Optional.empty();
      if (!page.rows().isEmpty()) {
        upTo = Optional.of(page.rows().getLast());
        rows += page.rows().size();
        progress.compared(rows, page.rows().getLast());
      }
    }
    List<Position> absent = new ArrayList<>(comparison.absent());
    Set<Position> diverted = bench.diverted().among(absent);
    absent.removeAll(diverted);
    return new Result(
        rows,
        upTo,
        comparison.removed(),
        diverted.size(),
        absent,
        rest.isEmpty(),
        comparison.lookedUpTo());
  }
}
