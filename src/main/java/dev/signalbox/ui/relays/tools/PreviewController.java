package dev.signalbox.ui.relays.tools;

import dev.signalbox.console.NextRows;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Shows the next rows as they would be published. */
public final class PreviewController {
  private static final int ROWS = 20;
  private static final double ROW_HEIGHT = 22;

  private final ToolDesk desk;
  private final ToolWords words;
  private final ToolPane tool;

  @FXML private TitledPane pane;
  @FXML private Button run;
  @FXML private Button cancel;
  @FXML private Label summary;
  @FXML private StackPane messagePlace;
  @FXML private ListView<NextRows.Message> rows;
  @FXML private TextArea row;

  PreviewController(ToolDesk desk) {
    this.desk = desk;
    this.words = new ToolWords(desk.texts());
    this.tool = new ToolPane(desk);
  }

  @FXML
  private void initialize() {
    rows.setFixedCellSize(ROW_HEIGHT);
    rows.setCellFactory(_ -> new RowCell());
    rows.getSelectionModel()
        .selectedItemProperty()
        .subscribe(chosen -> row.setText(chosen == null ? "" : words.whole(chosen)));
    tool.showIn(pane, run, cancel, messagePlace, desk.texts().get("tools.asking"), _ -> {});
    desk.hint(
        run, () -> desk.texts().get("tools.preview.effect", ROWS, desk.relay()), tool::refusal);
    showRows(false);
  }

  private final class RowCell extends ListCell<NextRows.Message> {
    @Override
    protected void updateItem(NextRows.@Nullable Message item, boolean empty) {
      super.updateItem(item, empty);
      setText(item == null || empty ? null : words.line(item));
    }
  }

  @FXML
  private void run() {
    tool.ask(tools -> tools.preview(ROWS), this::show);
  }

  @FXML
  private void cancel() {
    tool.callOff();
  }

  private void show(Optional<NextRows> answer) {
    answer.ifPresentOrElse(
        found -> {
          summary.setText(words.summary(found));
          rows.getItems().setAll(found.messages());
          showRows(!found.messages().isEmpty());
          rows.getSelectionModel().selectFirst();
        },
        () -> {
          summary.setText("");
          showRows(false);
        });
  }

  private void showRows(boolean shown) {
    rows.setVisible(shown);
    rows.setManaged(shown);
    row.setVisible(shown);
    row.setManaged(shown);
  }

  void close() {
    tool.close();
  }
}
