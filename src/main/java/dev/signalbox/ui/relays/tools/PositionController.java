package dev.signalbox.ui.relays.tools;

import dev.signalbox.console.Answer;
import dev.signalbox.console.Command;
import dev.signalbox.console.PositionChange;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.console.RelayPosition;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.StackPane;

/** Shows where the relay is and was set to, and sets it elsewhere once that was counted out. */
public final class PositionController {
  private static final int CHANGES = 10;

  private final ToolDesk desk;
  private final Texts texts;
  private final ToolWords words;
  private final ToolPane tool;
  private Optional<PositionPlan> plan = Optional.empty();

  @FXML private TitledPane pane;
  @FXML private Label present;
  @FXML private TextField target;
  @FXML private Button run;
  @FXML private Button cancel;
  @FXML private Label planned;
  @FXML private Button set;
  @FXML private Label reason;
  @FXML private StackPane questionPlace;
  @FXML private StackPane messagePlace;
  @FXML private Label history;

  private final ToolQuestion question = new ToolQuestion();

  PositionController(ToolDesk desk) {
    this.desk = desk;
    this.texts = desk.texts();
    this.words = new ToolWords(texts);
    this.tool = new ToolPane(desk);
  }

  @FXML
  private void initialize() {
    question.showIn(questionPlace, set);
    tool.showIn(pane, run, cancel, messagePlace, texts.get("tools.asking"), this::showUnderWay);
    // A plan is of one target: another one is counted out anew.
    target.textProperty().subscribe(_ -> forget());
    pane.expandedProperty()
        .subscribe(
            open -> {
              if (open) {
                look();
              }
            });
    desk.hint(run, () -> texts.get("tools.position.run.effect", desk.relay()), tool::refusal);
    desk.hint(
        set,
        () -> plan.map(counted -> words.setEffect(desk.relay(), counted)).orElse(""),
        this::objection);
    showPlan();
  }

  private void showUnderWay(boolean underWay) {
    target.setDisable(underWay);
    refresh();
  }

  private void look() {
    desk.tools()
        .ifPresent(
            tools -> {
              CompletionStage<Answer<List<PositionChange>>> changes = tools.history(CHANGES);
              tool.await(
                  tools.position(),
                  found -> {
                    found.ifPresent(this::showPresent);
                    tool.await(changes, answer -> answer.ifPresent(this::showHistory));
                  });
            });
  }

  private void showPresent(Optional<RelayPosition> now) {
    present.setText(
        now.map(at -> texts.get("tools.position.present", words.position(at.last()), at.relayed()))
            .orElse(texts.get("tools.position.neverStarted")));
  }

  private void showHistory(List<PositionChange> changes) {
    history.setText(words.history(changes, desk.now().get()));
  }

  @FXML
  private void run() {
    String to = target.getText().strip();
    forget();
    tool.ask(tools -> tools.plan(to), this::planned);
  }

  private void planned(Optional<PositionPlan> found) {
    plan = found;
    showPlan();
  }

  @FXML
  private void cancel() {
    tool.callOff();
  }

  private void forget() {
    plan = Optional.empty();
    question.close();
    showPlan();
  }

  private void showPlan() {
    planned.setText(plan.map(words::plan).orElse(texts.get("tools.position.notPlanned")));
    refresh();
  }

  /** Whether it can be set may have changed. */
  void refresh() {
    Optional<String> objection = objection();
    ActionButton.setDisabled(set, objection.isPresent(), pane);
    reason.setText(objection.orElse(""));
    if (objection.isPresent()) {
      question.close();
    }
  }

  private Optional<String> objection() {
    if (tool.isUnderWay()) {
      return Optional.of(texts.get("tools.asking"));
    }
    return desk.objection()
        .get()
        .or(
            () ->
                plan.flatMap(PositionPlan::obstacle)
                    .map(who -> texts.get("tools.position.obstacle", who)))
        .or(
            () ->
                plan.isEmpty()
                    ? Optional.of(texts.get("tools.position.planFirst"))
                    : Optional.empty());
  }

  @FXML
  private void set() {
    plan.ifPresent(
        counted ->
            question.ask(
                words.effect(desk.relay(), counted),
                texts.get("tools.position.confirm"),
                texts.get("tools.position.keep"),
                () -> send(counted)));
  }

  private void send(PositionPlan counted) {
    tool.send(
        new Command.SetPosition(desk.relay(), counted),
        () -> {
          forget();
          look();
        },
        texts.get("tools.position.done", words.position(counted.to())));
  }

  void close() {
    tool.close();
  }
}
