package dev.signalbox.relay.tools;

import dev.signalbox.base.Actor;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.Checkpoint;
import dev.signalbox.relay.checkpoint.CheckpointChange;
import dev.signalbox.relay.checkpoint.CheckpointDesk;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.checkpoint.LeaseView;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.ServerOffsets;
import java.util.List;
import java.util.Optional;

/** Shows where a relay is, and sets it elsewhere. */
public final class PositionTool {
  private final Bench bench;
  private final CheckpointDesk desk;

  public PositionTool(Bench bench) {
    this.bench = bench;
    this.desk = bench.desk();
  }

  /** The relay's checkpoint; empty if it has none yet. Changes nothing. */
  public Optional<CheckpointView> read() throws RelayException {
    return desk.read();
  }

  /** What operators did to it, the last first. Changes nothing. */
  public List<CheckpointChange> history(int most) throws RelayException {
    return desk.history(most);
  }

  /**
   * What setting the position would mean.
   *
   * @param before empty if there is no checkpoint yet
   * @param from as it is read now; empty is the beginning
   * @param to empty is the beginning
   * @param known whether the present position is one that a row of the table may have
   * @param again how many rows lie behind the new position that are relayed already
   * @param passedOver how many rows lie before the new position that are not relayed
   * @param zone in which zone of the server the positions are
   * @param rowThere whether there is a row at the new position
   */
  public record Plan(
      Optional<CheckpointView> before,
      Optional<Position> from,
      Optional<Position> to,
      boolean known,
      RowCount again,
      RowCount passedOver,
      Optional<ServerOffsets> zone,
      boolean rowThere) {

    /** Who has to stop first; empty if nobody polls. */
    public Optional<LeaseView> obstacle() {
      return before.flatMap(CheckpointView::lease).filter(LeaseView::isLive);
    }

    private boolean backwards() {
      return !known
          || !again.isNone()
          || to.isEmpty()
          || !before.flatMap(CheckpointView::position).equals(from);
    }
  }

  /**
   * Finds out what that would mean. Changes nothing.
   *
   * @throws RelayException if the table has no such positions, or the checkpoint is not one of it
   */
  public Plan plan(Target target) throws RelayException {
    Source source = bench.source(new SourceRemarks());
    Optional<CheckpointView> before = desk.read();
    desk.require(before, bench.sourceAddress(), Checkpoint.Reading.AS_IT_IS);
    Optional<Position> to = bench.position(source, target);
    Optional<Position> stored = before.flatMap(CheckpointView::position);
    Optional<Position> from = stored.filter(source::isKnown);
    if (from.isPresent() && before.flatMap(CheckpointView::origin).isEmpty()) {
      from = Optional.of(source.asReadNow(from.get()));
    }
    boolean known = stored.isEmpty() || from.isPresent();
    return new Plan(
        before,
        from,
        to,
        known,
        known ? between(source, to, from) : new RowCount(0),
        known ? between(source, from, to) : new RowCount(0),
        source.serverOffsets(),
        to.isPresent() && source.isThere(to.get()));
  }

  private static RowCount between(Source source, Optional<Position> after, Optional<Position> last)
      throws RelayException {
    return new RowCount(last.isEmpty() ? 0 : source.count(after, last.get(), RowCount.MOST));
  }

  /**
   * Sets the position as it was planned, unless something has changed since.
   *
   * @throws RelayException if somebody polls, or the checkpoint has changed
   */
  public void apply(Plan plan, Actor by) throws RelayException {
    desk.move(
        plan.before(),
        new CheckpointDesk.Move(plan.to(), plan.backwards(), plan.zone()),
        bench.sourceAddress(),
        by);
    bench
        .log()
        .info(
            "Position of {} set from {} to {} by {}",
            bench.settings().programName(),
            words(plan.before().flatMap(CheckpointView::position)),
            words(plan.to()),
            by);
  }

  private static String words(Optional<Position> position) {
    return position.map(Position::toString).orElse("the beginning");
  }
}
