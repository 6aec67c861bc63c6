package dev.signalbox.ui.relays.tools;

import dev.signalbox.console.Answer;
import dev.signalbox.console.Command;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.StackPane;

/** Shows who has the lease, and takes it from an engine that is dead or stuck. */
public final class LeaseController {
  private final ToolDesk desk;
  private final Texts texts;
  private final ToolWords words;
  private final ToolCall call = new ToolCall();
  private final ToolMessage message;
  private Optional<LeaseHolding> holding = Optional.empty();

  @FXML private TitledPane pane;
  @FXML private Button run;
  @FXML private Button cancel;
  @FXML private Label holder;
  @FXML private Button take;
  @FXML private Label reason;
  @FXML private StackPane questionPlace;
  @FXML private StackPane messagePlace;

  private final ToolQuestion question = new ToolQuestion();

  LeaseController(ToolDesk desk) {
    this.desk = desk;
    this.texts = desk.texts();
    this.words = new ToolWords(texts);
    this.message = new ToolMessage(texts);
  }

  @FXML
  private void initialize() {
    messagePlace.getChildren().add(message);
    question.showIn(questionPlace, take);
    call.underWayProperty().subscribe(this::showUnderWay);
    showHolding();
  }

  private void showUnderWay(boolean underWay) {
    ActionButton.setShown(cancel, underWay, pane);
    ActionButton.setDisabled(run, underWay, cancel);
    if (underWay) {
      message.say(texts.get("tools.lease.looking"));
    }
    refresh();
  }

  @FXML
  private void run() {
    holding = Optional.empty();
    showHolding();
    desk.tools()
        .ifPresentOrElse(
            tools ->
                call.await(
                    tools.lease(),
                    answer -> {
                      holding = message.given(answer);
                      showHolding();
                    }),
            () -> message.warn(texts.get("tools.gone")));
  }

  @FXML
  private void cancel() {
    call.cancel();
    message.say(texts.get("tools.calledOff"));
  }

  private void showHolding() {
    holder.setText(holding.map(words::holding).orElse(texts.get("tools.lease.notLooked")));
    boolean held = holding.flatMap(LeaseHolding::holder).isPresent();
    ActionButton.setShown(take, held, run);
    refresh();
  }

  /** Whether it can be taken may have changed. */
  void refresh() {
    Optional<String> objection = desk.objection().get();
    boolean refused = objection.isPresent() || call.underWayProperty().get();
    ActionButton.setDisabled(take, refused, pane);
    reason.setText(take.isVisible() ? objection.orElse("") : "");
    if (refused) {
      question.close();
    }
  }

  @FXML
  private void take() {
    holding.ifPresent(
        seen ->
            question.ask(
                words.takeOver(desk.relay(), seen),
                texts.get("tools.lease.confirm"),
                texts.get("tools.lease.keep"),
                () -> send(seen)));
  }

  private void send(LeaseHolding seen) {
    call.await(
        desk.commands()
            .apply(new Command.TakeOver(desk.relay(), seen))
            .thenApply(Answer.Given::new),
        answer -> {
          holding = Optional.empty();
          showHolding();
          message
              .given(answer)
              .ifPresent(verdict -> message.verdict(verdict, _ -> texts.get("tools.lease.done")));
        });
  }

  void close() {
    call.cancel();
  }
}
