package dev.signalbox.ui.relays.tools;

import dev.signalbox.console.Answer;
import dev.signalbox.console.NextRows;
import dev.signalbox.ui.toolkit.ActionButton;
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
  private final ToolCall call = new ToolCall();
  private final ToolMessage message;

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
    this.message = new ToolMessage(desk.texts());
  }

  @FXML
  private void initialize() {
    messagePlace.getChildren().add(message);
    rows.setFixedCellSize(ROW_HEIGHT);
    rows.setCellFactory(_ -> new RowCell());
    rows.getSelectionModel()
        .selectedItemProperty()
        .subscribe(chosen -> row.setText(chosen == null ? "" : words.whole(chosen)));
    call.underWayProperty().subscribe(this::showUnderWay);
    showRows(false);
  }

  private final class RowCell extends ListCell<NextRows.Message> {
    @Override
    protected void updateItem(NextRows.@Nullable Message item, boolean empty) {
      super.updateItem(item, empty);
      setText(item == null || empty ? null : words.line(item));
    }
  }

  private void showUnderWay(boolean underWay) {
    ActionButton.setShown(cancel, underWay, pane);
    ActionButton.setDisabled(run, underWay, cancel);
    if (underWay) {
      message.say(desk.texts().get("tools.asking"));
    }
  }

  @FXML
  private void run() {
    desk.tools()
        .ifPresentOrElse(
            tools -> call.await(tools.preview(ROWS), this::show),
            () -> message.warn(desk.texts().get("tools.gone")));
  }

  @FXML
  private void cancel() {
    call.cancel();
    message.say(desk.texts().get("tools.calledOff"));
  }

  private void show(Answer<NextRows> answer) {
    message
        .given(answer)
        .ifPresentOrElse(
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
    call.cancel();
  }
}
