package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.LogRow;
import java.util.Optional;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;

/** Keeps the newest row in sight while the log is followed, and some row whatever happens. */
final class FollowedList {
  private final LogModel model;
  private final ListView<LogRow> list;
  private boolean planned;
  private double laidHeight;

  FollowedList(LogModel model, ListView<LogRow> list) {
    this.model = model;
    this.list = list;
  }

  void install() {
    model
        .lines()
        .addListener(
            (ListChangeListener<LogRow>)
                _ -> {
                  stayWithin();
                  plan();
                });
    list.heightProperty().subscribe(this::plan);
  }

  /**
   * Before the list knows that there are fewer rows: where the one at its top is none of them, the
   * toolkit looks for its place behind the last one, takes all of them for a pixel high together,
   * lays the last one out at the top, and complains of it.
   */
  private void stayWithin() {
    flow().ifPresent(flow -> stayWithin(flow, model.lines().size()));
  }

  private static void stayWithin(VirtualFlow<?> flow, int rows) {
    int before = flow.getCellCount();
    if (rows < before && flow.getFirstVisibleCell() != null && flow.getLastVisibleCell() != null) {
      int inSight =
          flow.getLastVisibleCell().getIndex() - flow.getFirstVisibleCell().getIndex() + 1;
      double last = Math.max(0, rows - inSight) / (double) Math.max(1, before - inSight);
      flow.setPosition(Math.min(flow.getPosition(), last));
    }
  }

  /** Later, because the list itself hears of new lines only after this. */
  private void plan() {
    if (!planned) {
      planned = true;
      Platform.runLater(this::settle);
    }
  }

  private void settle() {
    planned = false;
    if (model.lines().isEmpty() || !isShowing()) {
      return;
    }
    if (model.followingProperty().get()) {
      scrollToEnd();
    }
  }

  /**
   * Not by the list's own way, which leaves the newest of a few lines out of sight. Only where
   * there are more rows or fewer than before, or more room or less, has the list to be laid out
   * first, to know where its end is.
   */
  private void scrollToEnd() {
    flow().ifPresent(this::scrollToEnd);
  }

  private void scrollToEnd(VirtualFlow<?> flow) {
    if (flow.getCellCount() != model.lines().size() || list.getHeight() != laidHeight) {
      laidHeight = list.getHeight();
      list.layout();
    }
    flow.setPosition(1);
    flow.requestLayout();
  }

  private Optional<VirtualFlow<?>> flow() {
    return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
        ? Optional.of(flow)
        : Optional.empty();
  }

  /** Where there is no window any more there are no colours, and the toolkit complains of that. */
  private boolean isShowing() {
    return list.getScene() != null
        && list.getScene().getWindow() != null
        && list.getScene().getWindow().isShowing();
  }
}
