package dev.signalbox.ui.relays.tools;

import dev.signalbox.base.Subscription;
import dev.signalbox.base.Verdict;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Command;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.console.VerifyRange;
import dev.signalbox.relay.state.Position;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.LatestOnPulse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** Compares a range of the table with the stream, and stores again what is missing. */
public final class VerifyController {
  /** What is beyond is copied, and seen by nobody. */
  private static final int SHOWN = 200;

  private final ToolDesk desk;
  private final ToolWords words;
  private final ToolMessage message;
  private final ToolQuestion question = new ToolQuestion();
  private final ToolCall storing = new ToolCall();
  private Subscription comparison = () -> {};

  /** Of the comparison that is listened to: news of an earlier one are not taken for its own. */
  private long number;

  private Optional<VerifyNews.Result> found = Optional.empty();

  @FXML private TitledPane pane;
  @FXML private TextField from;
  @FXML private TextField to;
  @FXML private Button run;
  @FXML private Button cancel;
  @FXML private StackPane messagePlace;
  @FXML private TextArea missingRows;
  @FXML private HBox missingBar;
  @FXML private Button sendAgain;
  @FXML private Label reason;
  @FXML private StackPane questionPlace;

  VerifyController(ToolDesk desk) {
    this.desk = desk;
    this.words = new ToolWords(desk.texts());
    this.message = new ToolMessage(desk.texts());
  }

  @FXML
  private void initialize() {
    messagePlace.getChildren().add(message);
    question.showIn(questionPlace, sendAgain);
    desk.hint(
        run,
        () -> desk.texts().get("tools.verify.run.effect", desk.relay()),
        () -> asking(run.isDisabled()));
    desk.hint(
        sendAgain,
        () -> desk.texts().get("tools.verify.sendAgain.effect", missing().size()),
        this::objection);
    storing.underWayProperty().subscribe(_ -> refresh());
    showUnderWay(false);
    showFound(Optional.empty());
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
              showFound(Optional.empty());
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
                  showFound(Optional.of(result));
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

  private void showFound(Optional<VerifyNews.Result> result) {
    found = result.filter(some -> !some.missing().isEmpty());
    missingRows.setText(lines(missing().stream().limit(SHOWN).toList()));
    missingRows.setVisible(found.isPresent());
    missingRows.setManaged(found.isPresent());
    missingBar.setVisible(found.isPresent());
    missingBar.setManaged(found.isPresent());
    refresh();
  }

  private List<Position> missing() {
    return found.map(VerifyNews.Result::missing).orElse(List.of());
  }

  /** Whether they can be stored again may have changed. */
  void refresh() {
    Optional<String> objection = objection();
    ActionButton.setDisabled(sendAgain, objection.isPresent(), pane);
    reason.setText(found.isPresent() ? objection.orElse("") : "");
    if (objection.isPresent() || found.isEmpty()) {
      question.close();
    }
  }

  private Optional<String> objection() {
    return asking(storing.underWayProperty().get()).or(desk.objection());
  }

  private Optional<String> asking(boolean underWay) {
    return underWay ? Optional.of(desk.texts().get("tools.asking")) : Optional.empty();
  }

  private static String lines(List<Position> rows) {
    return rows.stream().map(Position::toString).collect(Collectors.joining("\n"));
  }

  @FXML
  private void copyMissing() {
    ClipboardContent content = new ClipboardContent();
    content.putString(lines(missing()));
    Clipboard.getSystemClipboard().setContent(content);
  }

  @FXML
  private void sendAgain() {
    found.ifPresent(
        result ->
            question.ask(
                words.storeAgain(desk.relay(), result),
                desk.texts().get("tools.verify.confirm"),
                desk.texts().get("tools.verify.keep"),
                () -> send(result)));
  }

  private void send(VerifyNews.Result result) {
    question.close();
    CompletionStage<Answer<Verdict>> asked =
        desk.commands()
            .apply(new Command.Republish(desk.relay(), result))
            .thenApply(Answer.Given::new);
    storing.await(
        asked,
        answer -> {
          showFound(Optional.empty());
          message
              .given(answer)
              .ifPresent(
                  verdict -> message.verdict(verdict, desk.texts().get("tools.verify.stored")));
        });
  }

  void close() {
    number++;
    comparison.close();
    storing.cancel();
  }
}
