package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.LogRow;
import java.util.Set;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** Whoever scrolls up, selects or grips the bar wants to read: nothing may move then. */
final class ReadingBack {
  private static final Set<KeyCode> UPWARDS = Set.of(KeyCode.UP, KeyCode.PAGE_UP, KeyCode.HOME);

  private final LogModel model;
  private final ListView<LogRow> list;
  private final LogNavigator navigator;
  private final Runnable toggleFollow;

  ReadingBack(
      LogModel model, ListView<LogRow> list, LogNavigator navigator, Runnable toggleFollow) {
    this.model = model;
    this.list = list;
    this.navigator = navigator;
    this.toggleFollow = toggleFollow;
  }

  void install() {
    list.addEventFilter(ScrollEvent.SCROLL, this::onScroll);
    list.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPress);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void onScroll(ScrollEvent event) {
    if (event.getDeltaY() > 0) {
      model.hold();
    }
  }

  private void onPress(MouseEvent event) {
    boolean onLine =
        event.getPickResult().getIntersectedNode() != null && !list.getItems().isEmpty();
    if (onLine || event.getTarget() instanceof ScrollBar) {
      model.hold();
    }
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      if (event.getCode() == KeyCode.A) {
        model.hold();
      }
      return;
    }
    switch (event.getCode()) {
      case SPACE -> take(event, toggleFollow);
      case END -> {
        if (!event.isShiftDown()) {
          take(event, model::follow);
        }
      }
      case ESCAPE -> {
        if (!list.getSelectionModel().isEmpty()) {
          take(event, list.getSelectionModel()::clearSelection);
        }
      }
      case RIGHT -> setUnfolded(event, true);
      case LEFT -> setUnfolded(event, false);
      default -> {
        if (UPWARDS.contains(event.getCode())) {
          model.hold();
        }
      }
    }
  }

  private static void take(KeyEvent event, Runnable action) {
    action.run();
    event.consume();
  }

  private void setUnfolded(KeyEvent event, boolean unfolded) {
    LogRow row = list.getSelectionModel().getSelectedItem();
    if (row != null && (unfolded ? row.isFolded() : row.unfolded())) {
      take(event, () -> toggleFold(row));
    }
  }

  /** The rows are others then: the same line stays selected, so that it can be folded again. */
  private void toggleFold(LogRow row) {
    model.toggleFold(row.key());
    model.whenShown(() -> navigator.goToEntry(row.sequence()));
  }
}
