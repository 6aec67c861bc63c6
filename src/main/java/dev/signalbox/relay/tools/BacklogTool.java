package dev.signalbox.relay.tools;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.CheckpointDesk;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.Waiting;
import dev.signalbox.relay.state.Position;
import java.time.Duration;
import java.util.Optional;

/** Tells how many rows wait for a relay, whether it runs or not. */
public final class BacklogTool {
  /** Counting more would keep the source busy, and no operator would decide otherwise for it. */
  static final int MOST = 100_000;

  private final Bench bench;
  private final CheckpointDesk desk;

  public BacklogTool(Bench bench) {
    this.bench = bench;
    this.desk = bench.desk();
  }

  /**
   * What waits behind the checkpoint.
   *
   * @param age of the first of these rows; empty if there is none
   */
  public record Found(int rows, Optional<Duration> age) {
    /** Whether counting ended there. */
    public boolean orMore() {
      return rows >= MOST;
    }
  }

  /**
   * Counts. Changes nothing.
   *
   * @throws RelayException as a start would be refused, or as a failure of a database
   */
  public Found look() throws RelayException {
    Source source = bench.source(new SourceRemarks());
    Optional<CheckpointView> row = desk.read();
    desk.require(row, bench.sourceAddress(), Bench.reading(source));
    Optional<Position> after = row.flatMap(CheckpointView::position);
    Waiting waiting = source.waiting(after, MOST);
    return new Found(waiting.rows(), waiting.age());
  }
}
