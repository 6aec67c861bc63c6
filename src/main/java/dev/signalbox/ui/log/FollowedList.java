package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.LogRow;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;

/** Keeps the newest row in sight while the log is followed. */
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
    model.lines().addListener((ListChangeListener<LogRow>) _ -> plan());
    list.heightProperty().subscribe(this::plan);
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
    if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      if (flow.getCellCount() != model.lines().size() || list.getHeight() != laidHeight) {
        laidHeight = list.getHeight();
        list.layout();
      }
      flow.setPosition(1);
      flow.requestLayout();
    }
  }

  /** Where there is no window any more there are no colours, and the toolkit complains of that. */
  private boolean isShowing() {
    return list.getScene() != null
        && list.getScene().getWindow() != null
        && list.getScene().getWindow().isShowing();
  }
}
