package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectLadder;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The present connect and those before it as a ladder, one of them at a time. */
public final class LadderView extends VBox {
  private final Texts texts;
  private final Label head = new Label();
  private final Label summary = new Label();
  private final Button earlier;
  private final Button later;
  private final GridPane grid = new GridPane();

  private List<ConnectLadder> all = List.of();
  private ConnectHistory history = ConnectHistory.NONE;
  private Instant now = Instant.EPOCH;

  /** Which is shown; empty follows the latest. */
  private Optional<ConnectLadder> chosen = Optional.empty();

  private Optional<Ladder> drawn = Optional.empty();

  /** Shows nothing yet. */
  public LadderView(Texts texts) {
    this.texts = texts;
    this.earlier = button(texts.get("ladder.earlier"), "earlier", -1);
    this.later = button(texts.get("ladder.later"), "later", 1);
    head.setWrapText(true);
    head.setId("ladderHead");
    head.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(head, Priority.ALWAYS);
    summary.setWrapText(true);
    summary.getStyleClass().add("caption");
    summary.setId("ladderSummary");
    grid.getStyleClass().add("ladder");
    grid.getColumnConstraints().addAll(fixed(), growing(), new ColumnConstraints());
    HBox bar = new HBox(head, earlier, later);
    bar.getStyleClass().add("ladder-bar");
    getStyleClass().add("ladder-box");
    getChildren().addAll(bar, grid, summary);
    setFocusTraversable(false);
  }

  private static ColumnConstraints fixed() {
    ColumnConstraints column = new ColumnConstraints();
    column.setMinWidth(USE_PREF_SIZE);
    column.setHalignment(HPos.LEFT);
    return column;
  }

  private static ColumnConstraints growing() {
    ColumnConstraints column = new ColumnConstraints(60, 200, Double.MAX_VALUE);
    column.setHgrow(Priority.ALWAYS);
    return column;
  }

  private Button button(String text, String id, int step) {
    Button button = new Button(text);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> choose(step));
    return button;
  }

  private void choose(int step) {
    int index = Math.clamp(shownIndex() + step, 0, all.size() - 1);
    chosen = index == all.size() - 1 ? Optional.empty() : Optional.of(all.get(index));
    draw();
  }

  private int shownIndex() {
    int index = chosen.map(all::indexOf).orElse(-1);
    return index < 0 ? all.size() - 1 : index;
  }

  /** Shows what has become of it, without moving away from a connect that was chosen. */
  public void show(ConnectHistory latest, Instant time) {
    history = latest;
    now = time;
    all = new ArrayList<>(latest.ended());
    latest.underWay().ifPresent(all::add);
    draw();
  }

  private void draw() {
    int index = shownIndex();
    ActionButton.setDisabled(earlier, index <= 0, later);
    ActionButton.setDisabled(later, index == all.size() - 1, earlier);
    if (all.isEmpty()) {
      head.setText(texts.get("ladder.none"));
      summary.setText("");
      grid.getChildren().clear();
      return;
    }
    Ladder ladder = Ladder.of(history, all.get(index), now, texts);
    if (drawn.equals(Optional.of(ladder))) {
      return;
    }
    drawn = Optional.of(ladder);
    head.setText(texts.get("ladder.place", ladder.head(), index + 1, all.size()));
    summary.setText(ladder.summary());
    grid.getChildren().clear();
    for (int row = 0; row < ladder.lines().size(); row++) {
      Ladder.Line line = ladder.lines().get(row);
      Label phase = new Label(line.phase());
      Label words = new Label(line.words());
      words.setWrapText(true);
      words.getStyleClass().addAll("numeric", "ladder-words");
      RungBar bar = new RungBar(ladder, line);
      bar.setAccessibleText(line.spoken());
      words.setAccessibleText(line.spoken());
      grid.addRow(row, phase, bar, words);
    }
    setAccessibleText(ladder.text());
  }

  /** All of it as text; empty before the first connect. */
  String text() {
    return drawn.map(Ladder::text).orElse("");
  }
}
