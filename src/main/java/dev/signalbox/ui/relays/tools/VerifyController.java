package dev.signalbox.ui.relays.tools;

import dev.signalbox.base.Subscription;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.console.VerifyRange;
import dev.signalbox.relay.state.Position;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.LatestOnPulse;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** Compares a range of the table with the stream. */
public final class VerifyController {
  /** What is beyond is copied, and seen by nobody. */
  private static final int SHOWN = 200;

  private final ToolDesk desk;
  private final ToolWords words;
  private final Consumer<String> propose;
  private final ToolMessage message;
  private Subscription comparison = () -> {};

  /** Of the comparison that is listened to: news of an earlier one are not taken for its own. */
  private long number;

  private List<Position> missing = List.of();

  @FXML private TitledPane pane;
  @FXML private TextField from;
  @FXML private TextField to;
  @FXML private Button run;
  @FXML private Button cancel;
  @FXML private StackPane messagePlace;
  @FXML private TextArea missingRows;
  @FXML private HBox missingBar;

  /**
   * @param propose takes a position at which to go on
   */
  VerifyController(ToolDesk desk, Consumer<String> propose) {
    this.desk = desk;
    this.words = new ToolWords(desk.texts());
    this.propose = propose;
    this.message = new ToolMessage(desk.texts());
  }

  @FXML
  private void initialize() {
    messagePlace.getChildren().add(message);
    showUnderWay(false);
    showMissing(List.of());
  }

  private void showUnderWay(boolean underWay) {
    ActionButton.setShown(cancel, underWay, pane);
    ActionButton.setDisabled(run, underWay, cancel);
    from.setDisable(underWay);
    to.setDisable(underWay);
  }

  @FXML
  private void run() {
    desk.tools()
        .ifPresentOrElse(
            tools -> {
              long own = ++number;
              LatestOnPulse<VerifyNews> heard = new LatestOnPulse<>(news -> heard(own, news));
              showMissing(List.of());
              showUnderWay(true);
              message.say(desk.texts().get("tools.asking"));
              comparison = tools.verify(new VerifyRange(text(from), text(to)), heard);
            },
            () -> message.warn(desk.texts().get("tools.gone")));
  }

  private static Optional<String> text(TextField field) {
    return Optional.of(field.getText().strip()).filter(text -> !text.isEmpty());
  }

  private void heard(long own, VerifyNews news) {
    if (own != number) {
      return;
    }
    switch (news) {
      case VerifyNews.Compared so -> message.say(words.compared(so));
      case VerifyNews.Ended(var answer) -> {
        showUnderWay(false);
        message
            .given(answer)
            .ifPresent(
                result -> {
                  if (result.missing().isEmpty()) {
                    message.done(words.result(result));
                  } else {
                    message.warn(words.result(result));
                  }
                  showMissing(result.missing());
                });
      }
    }
  }

  @FXML
  private void cancel() {
    close();
    showUnderWay(false);
    message.say(desk.texts().get("tools.calledOff"));
  }

  private void showMissing(List<Position> rows) {
    missing = rows;
    boolean shown = !rows.isEmpty();
    missingRows.setText(lines(rows.stream().limit(SHOWN).toList()));
    missingRows.setVisible(shown);
    missingRows.setManaged(shown);
    missingBar.setVisible(shown);
    missingBar.setManaged(shown);
  }

  private static String lines(List<Position> rows) {
    return rows.stream().map(Position::toString).collect(Collectors.joining("\n"));
  }

  @FXML
  private void copyMissing() {
    ClipboardContent content = new ClipboardContent();
    content.putString(lines(missing));
    Clipboard.getSystemClipboard().setContent(content);
  }

  @FXML
  private void sendAgain() {
    words
        .before(missing.getFirst())
        .ifPresentOrElse(propose, () -> message.warn(desk.texts().get("tools.verify.noTime")));
  }

  void close() {
    number++;
    comparison.close();
  }
}
