package dev.signalbox.relay.tools;

import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.CheckpointDesk;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.source.Latecomers;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.SourcePage;
import dev.signalbox.relay.source.SourceRow;
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
  private static final int ROWS_AT_ONCE = 1_000;

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
     * Called about once for each {@value #ROWS_AT_ONCE} rows.
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
   */
  public record Result(
      long rows,
      Optional<Position> upTo,
      long removed,
      long diverted,
      List<Position> missing,
      boolean complete) {
    private static final Result NOTHING = new Result(0, Optional.empty(), 0, 0, List.of(), true);

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
    Source source = bench.source(bench.settings().withBatchSize(ROWS_AT_ONCE), new SourceRemarks());
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
    Optional<Position> after = begin;
    long rows = 0;
    boolean more = true;
    while (more && comparison.hasRoom()) {
      Latecomers.Keys page = next(source, after);
      List<Position> compared = new ArrayList<>();
      more = upTo(end, source, page, compared);
      comparison.add(compared);
      if (!compared.isEmpty()) {
        after = Optional.of(compared.getLast());
        rows += compared.size();
        progress.compared(rows, compared.getLast());
      }
    }
    List<Position> absent = new ArrayList<>(comparison.absent());
    Set<Position> diverted = bench.diverted().among(absent);
    absent.removeAll(diverted);
    return new Result(
        rows,
        rows == 0 ? Optional.empty() : after,
        comparison.removed(),
        diverted.size(),
        absent,
        !more);
  }

  /** Where the next rows are: one that cannot be relayed has its place, too. */
  private static Latecomers.Keys next(Source source, Optional<Position> after)
      throws RelayException {
    try {
      SourcePage page = source.page(after);
      return new Latecomers.Keys(
          page.rows().stream().map(SourceRow::position).toList(), page.more());
    } catch (BadRowException e) {
      return new Latecomers.Keys(List.of(e.row().position()), true);
    }
  }

  /** Takes a page's rows up to the end; returns whether there may be more before it. */
  private static boolean upTo(
      Position end, Source source, Latecomers.Keys page, List<Position> compared) {
    for (Position position : page.rows()) {
      if (position.equals(end)) {
        compared.add(position);
        return false;
      }
      if (source.isNotAfter(end, position)) {
        return false;
      }
      compared.add(position);
    }
    return page.more();
  }
}
