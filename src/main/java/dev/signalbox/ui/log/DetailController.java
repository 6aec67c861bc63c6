package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.LogRow;
import dev.signalbox.ui.log.lines.LogText;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** All that is known of the line that is selected. */
final class DetailController {
  private final Texts texts;
  private final Actions actions;
  private Optional<LogRow> shown = Optional.empty();

  /** Whether there is little room. */
  private boolean low;

  @FXML private VBox detailPane;
  @FXML private FlowPane detailBar;
  @FXML private Label detailTitle;
  @FXML private Label detailRepeats;
  @FXML private TextArea detailText;
  @FXML private Button detailCopy;
  @FXML private Button detailSource;
  @FXML private Button detailContext;

  /** At its left and right. */
  private static final double MARGINS = 24;

  /** What can be done with the line. */
  interface Actions {
    void copy(String text);

    /** Shows only what its source says. */
    void onlySource(LogRow row);

    /** Shows it among all the lines around it. */
    void inContext(LogRow row);
  }

  DetailController(Actions actions, Texts texts) {
    this.actions = actions;
    this.texts = texts;
  }

  VBox pane() {
    return detailPane;
  }

  @FXML
  private void initialize() {
    detailTitle.maxWidthProperty().bind(detailBar.widthProperty().subtract(MARGINS));
    show(Optional.empty(), 0);
  }

  /**
   * Where there is little room its buttons are signs, and what the selected line tells itself, such
   * as its time, is left to that: so that what it says in full is in sight.
   */
  void setLow(boolean isLow) {
    low = isLow;
    for (Button button : buttons()) {
      button.setContentDisplay(low ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.TEXT_ONLY);
    }
    arrange();
  }

  private void arrange() {
    setShown(detailTitle, !low || shown.isEmpty());
    setShown(detailRepeats, !low && !detailRepeats.getText().isEmpty());
  }

  private static void setShown(Node node, boolean isShown) {
    node.setVisible(isShown);
    node.setManaged(isShown);
  }

  private List<Button> buttons() {
    return List.of(detailCopy, detailSource, detailContext);
  }

  /**
   * Shows this row.
   *
   * @param selected how many are selected
   */
  void show(Optional<LogRow> row, int selected) {
    if (row.isPresent() && row.equals(shown)) {
      return;
    }
    shown = row;
    detailTitle.setText(
        row.map(this::title)
            .orElseGet(
                () ->
                    selected > 1
                        ? texts.get("log.detail.several", Texts.number(selected))
                        : texts.get("log.detail.none")));
    String repeats = row.filter(LogRow::isFolded).map(this::repeats).orElse("");
    detailRepeats.setText(repeats);
    arrange();
    detailText.setText(row.map(DetailController::text).orElse(""));
    detailText.setVisible(row.isPresent());
    for (Button button : buttons()) {
      button.setVisible(row.isPresent());
    }
  }

  private String title(LogRow row) {
    return texts.get(
        "log.detail.title",
        TimeText.logTime(row.entry().at()),
        row.entry().severity().name(),
        LogCell.speaker(texts, row.entry().source()));
  }

  private String repeats(LogRow row) {
    return texts.get(
        "log.detail.repeats",
        Texts.number(row.count()),
        TimeText.timeOfDay(row.since()),
        TimeText.timeOfDay(row.entry().at()));
  }

  private static String text(LogRow row) {
    return Stream.concat(Stream.of(row.entry().message()), row.entry().details().stream())
        .reduce((message, details) -> message + "\n\n" + details)
        .orElseThrow();
  }

  @FXML
  private void copyDetail() {
    shown.ifPresent(row -> actions.copy(LogText.full(row.entry())));
  }

  @FXML
  private void onlySource() {
    shown.ifPresent(actions::onlySource);
  }

  @FXML
  private void inContext() {
    shown.ifPresent(actions::inContext);
  }
}
