package dev.signalbox.console.local;

import dev.signalbox.console.Backlog;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.console.NextRows;
import dev.signalbox.console.PositionChange;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.console.RelayPosition;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.relay.checkpoint.CheckpointChange;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.checkpoint.LeaseView;
import dev.signalbox.relay.tools.BacklogTool;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.PreviewTool;
import dev.signalbox.relay.tools.RepublishTool;
import dev.signalbox.relay.tools.RowCount;
import dev.signalbox.relay.tools.TakeoverTool;
import dev.signalbox.relay.tools.VerifyTool;
import java.util.Optional;

/** What the tools find out, as it crosses the seam. */
final class ToolValues {
  private ToolValues() {}

  static RelayPosition of(CheckpointView row) {
    return new RelayPosition(row.position(), row.processed(), row.lease().map(LeaseView::words));
  }

  static Backlog of(BacklogTool.Found found) {
    return new Backlog(new PositionPlan.Count(found.rows(), found.orMore()), found.age());
  }

  static PositionChange of(CheckpointChange change) {
    return new PositionChange(
        change.at(), change.by(), change.what(), change.was(), change.became());
  }

  static PositionPlan of(String target, PositionTool.Plan plan) {
    return new PositionPlan(
        target,
        plan.from(),
        plan.to(),
        of(plan.again()),
        of(plan.passedOver()),
        plan.rowThere(),
        plan.obstacle().map(LeaseView::words));
  }

  private static PositionPlan.Count of(RowCount count) {
    return new PositionPlan.Count(count.rows(), count.orMore());
  }

  static NextRows of(PreviewTool.Preview preview) {
    return new NextRows(
        preview.after(),
        preview.messages().stream()
            .map(each -> new NextRows.Message(each.subject(), each.headers(), each.body()))
            .toList(),
        preview.more(),
        preview.settled());
  }

  static LeaseHolding of(TakeoverTool.Holding holding) {
    return new LeaseHolding(
        holding.lease().map(LeaseView::words),
        holding.lease().filter(LeaseView::isLive).isPresent(),
        holding.renewed());
  }

  static VerifyNews.Result of(VerifyTool.Result result) {
    return new VerifyNews.Result(
        result.rows(),
        result.upTo(),
        result.removed(),
        result.diverted(),
        result.missing(),
        result.complete(),
        result.lookedUpTo());
  }

  static VerifyTool.Result of(VerifyNews.Result result) {
    return new VerifyTool.Result(
        result.rows(),
        result.upTo(),
        result.removed(),
        result.diverted(),
        result.missing(),
        result.complete(),
        result.lookedUpTo());
  }

  /** What an operator who asked for that has to know; empty if all rows are stored now. */
  static Optional<String> rest(RepublishTool.Outcome outcome) {
    return outcome.bad().stream()
        .findFirst()
        .map(
            row ->
                "%d stored; %d cannot be relayed, the first is %s, column %s: %s"
                    .formatted(
                        outcome.stored(),
                        outcome.bad().size(),
                        row.position(),
                        row.column(),
                        row.reason()));
  }
}
