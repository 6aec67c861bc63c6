package dev.signalbox.relay.tools;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.CheckpointDesk;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.SourcePage;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.RowMessage;
import java.util.List;
import java.util.Optional;

/** Shows what a relay would publish next, and neither publishes nor commits it. */
public final class PreviewTool {
  /** A relay's first start makes it. */
  private static final String NO_SOURCE_ID = "(made at the first start)";

  private final Bench bench;
  private final CheckpointDesk desk;

  public PreviewTool(Bench bench) {
    this.bench = bench;
    this.desk = bench.desk();
  }

  /**
   * The next messages of a relay.
   *
   * @param after empty is the beginning
   * @param more whether there may be more that could be published now
   * @param settled how rows are known to be settled, in words that go on behind "are read"
   */
  public record Preview(
      Optional<Position> after, List<RowMessage> messages, boolean more, String settled) {
    public Preview {
      messages = List.copyOf(messages);
    }
  }

  /**
   * Reads a page as a run would. Changes nothing.
   *
   * @param most how many rows at most; no more than 16 MiB are read
   * @throws RelayException as a start would be refused, or as a failure of a database
   */
  public Preview preview(int most) throws RelayException {
    SourceRemarks remarks = new SourceRemarks();
    Source source = bench.source(bench.settings().withBatchSize(most), remarks);
    Optional<CheckpointView> row = desk.read();
    Optional<Position> after = row.flatMap(CheckpointView::position);
    desk.require(row, bench.sourceAddress(), Bench.reading(source));
    SourcePage page = source.page(after);
    CheckpointRecord term =
        row.map(CheckpointView::nextTerm)
            .orElse(
                new CheckpointRecord(
                    NO_SOURCE_ID,
                    1,
                    Optional.empty(),
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    false));
    return new Preview(
        after,
        page.rows().stream().map(each -> RowMessage.of(bench.settings(), term, each)).toList(),
        page.more(),
        remarks.settled());
  }
}
