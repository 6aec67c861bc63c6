package dev.signalbox.ui;

import dev.signalbox.ui.history.HistoryController;
import dev.signalbox.ui.objects.ObjectModel;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;

/** What stands beside the list: the page of the chosen object, or the history. FX thread. */
final class MiddlePane {
  private final StackPane middle;
  private final Node page;
  private final ToggleButton pageTab;
  private final ToggleButton historyTab;
  private final HistoryController history;

  /** Shows the page. */
  MiddlePane(
      StackPane middle, ToggleButton pageTab, ToggleButton historyTab, HistoryController history) {
    this.middle = middle;
    this.page = middle.getChildren().getFirst();
    this.pageTab = pageTab;
    this.historyTab = historyTab;
    this.history = history;
    showHistory(false);
  }

  boolean isHistory() {
    return historyTab.isSelected();
  }

  void showHistory(boolean shown) {
    middle.getChildren().setAll(shown ? history.node() : page);
    pageTab.setSelected(!shown);
    historyTab.setSelected(shown);
    if (shown) {
      // What is not in sight is not kept up to date.
      history.refresh();
    }
  }

  void choose(Optional<ObjectModel> object) {
    history.choose(object.map(ObjectModel::subject));
  }
}
