package dev.signalbox.ui.fleet;

import dev.signalbox.base.Actor;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.ui.fleet.ResultCell.ResultLine;
import dev.signalbox.ui.toolkit.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * Asks before many engines are told something, with what it will do, and shows what became of each
 * until that is dismissed. FX thread.
 */
final class BulkController {
  private final Fleet fleet;
  private final Actor operator;
  private final Runnable whenClosed;
  private final Texts texts;
  private Optional<BulkPlan> asked = Optional.empty();
  private Optional<BulkRun> run = Optional.empty();
  private long seen;
  private boolean complete;

  @FXML private VBox bulk;
  @FXML private VBox question;
  @FXML private Label effect;
  @FXML private HBox typing;
  @FXML private Label typeHint;
  @FXML private TextField typed;
  @FXML private Button keep;
  @FXML private Button confirm;
  @FXML private VBox results;
  @FXML private Label summary;
  @FXML private Button sendNoMore;
  @FXML private Button copy;
  @FXML private Button dismiss;
  @FXML private ListView<ResultLine> resultList;

  /**
   * Asks nothing yet.
   *
   * @param whenClosed is told when there is nothing to be answered or read any more
   */
  BulkController(Fleet fleet, Actor operator, Runnable whenClosed, Texts texts) {
    this.fleet = fleet;
    this.operator = operator;
    this.whenClosed = whenClosed;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    resultList.setFixedCellSize(ResultCell.ROW);
    resultList.setCellFactory(_ -> new ResultCell(texts));
    typed.textProperty().subscribe(this::showConfirm);
    bulk.addEventHandler(KeyEvent.KEY_PRESSED, BulkController::onKey);
    showParts();
  }

  /** Enter presses the button that it is at, as it does in every question of the program. */
  private static void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
      button.fire();
      event.consume();
    }
  }

  /** Asks whether this is meant; the result of an earlier one has to be dismissed first. */
  void ask(BulkPlan plan) {
    if (run.isPresent()) {
      dismiss.requestFocus();
      return;
    }
    asked = Optional.of(plan);
    effect.setText(plan.words(texts));
    String count = Texts.number(plan.orders().size());
    boolean any = !plan.orders().isEmpty();
    confirm.setText(texts.get(plan.action().textKey(".confirm"), plan.orders().size()));
    keep.setText(texts.get(any ? "fleet.bulk.keep" : "fleet.bulk.none.keep"));
    setShown(confirm, any);
    setShown(typing, any && plan.needsNumber());
    typeHint.setText(texts.get("fleet.bulk.type", count));
    typed.setAccessibleText(texts.get("fleet.bulk.typed", count));
    typed.clear();
    showConfirm();
    showParts();
    (any && plan.needsNumber() ? typed : keep).requestFocus();
  }

  private void showConfirm() {
    confirm.setDisable(asked.filter(this::isMeant).isEmpty());
  }

  /** Where it matters most the number is typed: a hand that is used to Enter does not suffice. */
  private boolean isMeant(BulkPlan plan) {
    return !plan.needsNumber()
        || typed.getText().strip().equals(Integer.toString(plan.orders().size()));
  }

  @FXML
  private void confirm() {
    asked
        .filter(this::isMeant)
        .filter(plan -> !plan.orders().isEmpty())
        .ifPresent(
            plan -> {
              asked = Optional.empty();
              begin(BulkRun.begin(plan, fleet, operator));
            });
  }

  private void begin(BulkRun begun) {
    run = Optional.of(begun);
    seen = -1;
    complete = false;
    copy.setText(texts.get("fleet.bulk.copy"));
    showParts();
    show(begun);
    resultList.requestFocus();
  }

  @FXML
  private void keep() {
    asked = Optional.empty();
    showParts();
    whenClosed.run();
  }

  @FXML
  private void sendNoMore() {
    run.ifPresent(BulkRun::sendNoMore);
    sendNoMore.setDisable(true);
    dismiss.requestFocus();
  }

  @FXML
  private void dismiss() {
    run.ifPresent(BulkRun::sendNoMore);
    run = Optional.empty();
    resultList.getItems().clear();
    showParts();
    whenClosed.run();
  }

  /** Answers a question with what changes nothing; tells whether there was one. */
  boolean escape() {
    boolean open = asked.isPresent();
    if (open) {
      keep();
    }
    return open;
  }

  /** Shows what has been answered since. */
  void tick() {
    run.filter(running -> running.changes() != seen).ifPresent(this::show);
  }

  private void show(BulkRun running) {
    seen = running.changes();
    List<BulkResult> all = running.results();
    List<ResultLine> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      lines.add(
          new ResultLine(running.plan().action(), running.plan().orders().get(i), all.get(i)));
    }
    complete = all.stream().allMatch(BulkResult::isDecided);
    if (complete) {
      // Nothing moves any more: what somebody must look at comes first.
      lines.sort(Comparator.comparing(line -> line.result().kind()));
    }
    resultList.getItems().setAll(lines);
    summary.setText(summary(running, all));
    sendNoMore.setDisable(complete || sendNoMore.isDisabled());
    setShown(sendNoMore, !complete);
  }

  private String summary(BulkRun running, List<BulkResult> all) {
    Map<BulkResult.Kind, Integer> counts = new EnumMap<>(BulkResult.Kind.class);
    all.forEach(result -> counts.merge(result.kind(), 1, Integer::sum));
    String counted =
        counts.entrySet().stream()
            .map(entry -> texts.get(entry.getKey().countKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    String action = texts.get(running.plan().action().textKey(".done"));
    return texts.get("fleet.bulk.counts", action, counted);
  }

  @FXML
  private void copy() {
    String text =
        resultList.getItems().stream()
            .map(line -> line.text(texts))
            .collect(Collectors.joining("\n", summary.getText() + "\n", "\n"));
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    copy.setText(texts.get("fleet.bulk.copied"));
  }

  private void showParts() {
    setShown(question, asked.isPresent());
    setShown(results, run.isPresent());
    setShown(bulk, asked.isPresent() || run.isPresent());
    sendNoMore.setDisable(false);
  }

  private static void setShown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Puts the keyboard on what is to be answered or read; tells whether there is something. */
  boolean focus() {
    if (asked.isPresent()) {
      (typing.isVisible() ? typed : keep).requestFocus();
    } else if (run.isPresent()) {
      resultList.requestFocus();
    }
    return bulk.isVisible();
  }

  /** Nobody looks any more: what is not sent is not meant any more either. */
  void close() {
    run.ifPresent(BulkRun::sendNoMore);
  }
}
