package dev.signalbox.ui.fleet;

import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.ui.fleet.standing.EngineLooks;
import dev.signalbox.ui.fleet.standing.FleetPicture;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** All engines, how the window itself is connected, and what can be asked of many. FX thread. */
final class FleetView {
  private static final Duration NOTICEABLE = Duration.ofMillis(100);

  private final FleetModel model;
  private final BulkController bulk;
  private final Function<EngineLooks, Optional<String>> open;
  private final FleetHeadController head;
  private final Texts texts;
  private Instant now;
  private Duration longest = Duration.ZERO;
  private long second;

  /** Of what was asked for last: why it cannot be. */
  private Optional<String> refusal = Optional.empty();

  private Optional<EngineList> list = Optional.empty();
  private Optional<RankChips> chips = Optional.empty();

  @FXML private StackPane root;
  @FXML private VBox content;
  @FXML private TextField filter;
  @FXML private Label scope;
  @FXML private FlowPane chipPlace;
  @FXML private ListView<FleetLine> engineList;
  @FXML private Label nothing;
  @FXML private Label nothingHint;
  @FXML private Button showAll;
  @FXML private FontIcon messageIcon;
  @FXML private Label message;
  @FXML private Label held;
  @FXML private Label lag;
  @FXML private StackPane keys;

  /**
   * Not loaded yet.
   *
   * @param open opens the console of an engine, or says why not
   */
  FleetView(
      FleetModel model,
      BulkController bulk,
      Function<EngineLooks, Optional<String>> open,
      FleetHeadController head,
      Instant now,
      Texts texts) {
    this.model = model;
    this.bulk = bulk;
    this.open = open;
    this.head = head;
    this.now = now;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    list = Optional.of(new EngineList(engineList, texts, now));
    chips =
        Optional.of(
            new RankChips(
                chipPlace, texts, ranks -> model.filter(model.filter().withRanks(ranks))));
    filter.textProperty().subscribe(text -> model.filter(model.filter().withText(text)));
    filter.addEventHandler(KeyEvent.KEY_PRESSED, this::onFilterKey);
    engineList.addEventHandler(KeyEvent.KEY_PRESSED, this::onListKey);
    engineList.addEventHandler(MouseEvent.MOUSE_CLICKED, this::onClick);
    engineList.getSelectionModel().getSelectedIndices().subscribe(this::showScope);
    engineList.getFocusModel().focusedIndexProperty().subscribe(_ -> showMessage());
    model.orderProperty().subscribe(this::showOrder);
    model.pictureProperty().subscribe(this::show);
    model.heldProperty().subscribe(on -> held.setText(on ? texts.get("fleet.held") : ""));
  }

  private EngineList engines() {
    return list.orElseThrow();
  }

  private void showOrder(List<FleetLine> order) {
    engines().show(order);
    showScope();
    showMessage();
  }

  private void show(FleetPicture picture) {
    chips.orElseThrow().show(picture.counts());
    showEmptiness(picture);
  }

  private void showEmptiness(FleetPicture picture) {
    boolean none = picture.engines().isEmpty();
    boolean reading = picture.link() instanceof Link.Reading;
    nothing.setText(
        none ? texts.get("fleet.none") : texts.get("fleet.noMatch", picture.engines().size()));
    nothingHint.setText(none ? texts.get(reading ? "fleet.none.reading" : "fleet.none.hint") : "");
    setShown(showAll, !none);
  }

  private static void setShown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Which engines a button for many is about. */
  private List<EngineLooks> inScope() {
    List<EngineLooks> selected = engines().selected();
    return selected.isEmpty() ? model.shown() : selected;
  }

  private void showScope() {
    List<EngineLooks> selected = engines().selected();
    scope.setText(
        selected.isEmpty()
            ? texts.get("fleet.scope", model.shown().size())
            : texts.get("fleet.scope.selected", selected.size()));
  }

  private void showMessage() {
    boolean refused = refusal.isPresent();
    messageIcon.setIconLiteral(refused ? "fth-info" : "fth-corner-down-right");
    (refused ? Tone.WARNING : Tone.MUTED).applyTo(messageIcon);
    message.setText(
        refusal
            .or(() -> engines().current().map(one -> texts.get("fleet.open", one.name())))
            .orElse(""));
  }

  /** A tenth of a second has passed. */
  void tick(Instant time, Duration measuredLag) {
    now = time;
    model.tick(time);
    bulk.tick();
    longest = measuredLag.compareTo(longest) > 0 ? measuredLag : longest;
    if (time.getEpochSecond() != second) {
      second = time.getEpochSecond();
      engines().tick(time);
      lag.setText(texts.get("status.lag", longest.toMillis()));
      (longest.compareTo(NOTICEABLE) > 0 ? Tone.WARNING : Tone.MUTED).applyTo(lag);
      longest = Duration.ZERO;
      head.showTheme();
    }
  }

  StackPane root() {
    return root;
  }

  private void onListKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      openCurrent();
      event.consume();
    }
  }

  private void onClick(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      openCurrent();
    }
  }

  private void openCurrent() {
    refusal = engines().current().flatMap(open);
    showMessage();
  }

  private void onFilterKey(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
      engines().focus();
      event.consume();
    }
  }

  @FXML
  private void start() {
    ask(BulkAction.START);
  }

  @FXML
  private void stop() {
    ask(BulkAction.STOP);
  }

  @FXML
  private void handOver() {
    ask(BulkAction.HAND_OVER);
  }

  @FXML
  private void connect() {
    ask(BulkAction.CONNECT);
  }

  @FXML
  private void cancel() {
    ask(BulkAction.CANCEL);
  }

  private void ask(BulkAction action) {
    bulk.ask(BulkPlan.of(action, inScope()));
  }

  @FXML
  private void clearFilter() {
    filter.clear();
    chips.orElseThrow().clear();
    engines().focus();
  }

  void focusList() {
    engines().focus();
  }

  void focusFilter() {
    filter.requestFocus();
    filter.selectAll();
  }

  void goToTrouble(int step) {
    engines().goToTrouble(step);
  }

  /** Moves the keyboard on to the next region, or back to the one before. */
  void focusRegion(int step) {
    List<Runnable> regions =
        List.of(this::focusFilter, this::focusChips, this::focusList, this::focusBulk);
    regions.get(Math.floorMod(region() + step, regions.size())).run();
  }

  private void focusChips() {
    if (!chips.orElseThrow().focus()) {
      focusFilter();
    }
  }

  /** Where there is nothing to be answered or read, the first region comes after the list. */
  private void focusBulk() {
    if (!bulk.focus()) {
      focusFilter();
    }
  }

  private int region() {
    for (Node node = root.getScene().getFocusOwner(); node != null; node = node.getParent()) {
      if (node.equals(engineList)) {
        return 2;
      }
      if (node.equals(chipPlace)) {
        return 1;
      }
      if ("bulk".equals(node.getId())) {
        return 3;
      }
    }
    return 0;
  }

  void toggleKeys() {
    boolean shown = !keys.isVisible();
    keys.setVisible(shown);
    content.setDisable(shown);
    if (shown) {
      keys.requestFocus();
    } else {
      engines().focus();
    }
  }

  /** Closes what lies open, or shows all again; tells whether there was something. */
  boolean escape() {
    if (keys.isVisible()) {
      toggleKeys();
      return true;
    }
    if (bulk.escape()) {
      return true;
    }
    if (!model.filter().isNone()) {
      clearFilter();
      return true;
    }
    return false;
  }

  /** What the list has made so far. */
  int cellsMade() {
    return engines().cellsMade();
  }
}
