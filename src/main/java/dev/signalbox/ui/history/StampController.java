package dev.signalbox.ui.history;

import dev.signalbox.ui.past.PastModel;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Lies over the list's buttons while the past is looked at: says so, and leads back. */
public final class StampController {
  private final TimeTravel travel;
  private final PastModel past;
  private final Runnable focusList;

  @FXML private HBox stampBar;
  @FXML private Label stamp;

  /**
   * Not loaded yet.
   *
   * @param focusList gives the keyboard to the list, when the button goes that had it
   */
  public StampController(TimeTravel travel, PastModel past, Runnable focusList) {
    this.travel = travel;
    this.past = past;
    this.focusList = focusList;
  }

  @FXML
  private void initialize() {
    past.viewedProperty().subscribe(this::show);
    past.nowProperty().subscribe(this::show);
  }

  private void show() {
    Optional<String> words = travel.stamp();
    stampBar.setVisible(words.isPresent());
    stamp.setText(words.orElse(""));
    stamp.getTooltip().setText(stamp.getText());
    for (Node covered : stampBar.getParent().getChildrenUnmodifiable()) {
      if (!covered.equals(stampBar)) {
        covered.setDisable(words.isPresent());
      }
    }
  }

  @FXML
  private void backToNow() {
    focusList.run();
    travel.back();
  }
}
