package dev.signalbox.ui.relays.tools;

import dev.signalbox.console.Command;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.console.RelayTools;
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
  private final ToolPane tool;
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
    this.tool = new ToolPane(desk);
  }

  @FXML
  private void initialize() {
    question.showIn(questionPlace, take);
    tool.showIn(pane, run, cancel, messagePlace, texts.get("tools.lease.looking"), _ -> refresh());
    desk.hint(run, () -> texts.get("tools.lease.run.effect", desk.relay()), tool::refusal);
    desk.hint(
        take,
        () ->
            texts.get(
                "tools.lease.take.effect",
                desk.relay(),
                holding.flatMap(LeaseHolding::holder).orElse("")),
        this::objection);
    showHolding();
  }

  @FXML
  private void run() {
    forget();
    tool.ask(
        RelayTools::lease,
        found -> {
          holding = found;
          showHolding();
        });
  }

  private void forget() {
    holding = Optional.empty();
    showHolding();
  }

  @FXML
  private void cancel() {
    tool.callOff();
  }

  private void showHolding() {
    holder.setText(holding.map(words::holding).orElse(texts.get("tools.lease.notLooked")));
    boolean held = holding.flatMap(LeaseHolding::holder).isPresent();
    ActionButton.setShown(take, held, run);
    refresh();
  }

  /** Whether it can be taken may have changed. */
  void refresh() {
    Optional<String> objection = objection();
    ActionButton.setDisabled(take, objection.isPresent(), pane);
    reason.setText(take.isVisible() ? objection.orElse("") : "");
    if (objection.isPresent()) {
      question.close();
    }
  }

  private Optional<String> objection() {
    return tool.refusal().or(desk.objection());
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
    tool.send(
        new Command.TakeOver(desk.relay(), seen), this::forget, texts.get("tools.lease.done"));
  }

  void close() {
    tool.close();
  }
}
