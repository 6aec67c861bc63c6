package dev.signalbox.ui.objects;

import dev.signalbox.console.Command;
import dev.signalbox.ui.objects.Arrangement.Grouping;
import dev.signalbox.ui.objects.Arrangement.Sort;
import dev.signalbox.ui.past.Heartbeat;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Headings;
import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * The list of all connections and relays. One of them is chosen and has the page beside it; the
 * choice belongs to the object, wherever it lies or whether the filter shows it.
 */
public final class ObjectsController {
  private static final double ROW = 50;
  private static final double DENSE_ROW = 30;

  /** While the mouse has moved or clicked in the list this lately nothing moves under it. */
  private static final int CALM_TICKS = 20;

  /** What the list asks of the window. */
  public interface Surroundings {
    void send(Command command);

    /** The operator has pressed an object's button. */
    void press(ObjectModel object, Command command);

    /** Whether objects can be added here. */
    boolean canAdd();

    /** Lets the operator add one. */
    void add();
  }

  private final Supplier<List<ObjectModel>> all;
  private final Surroundings surroundings;
  private final Supplier<Heartbeat> heartbeats;
  private final Hints hints;
  private final Texts texts;
  private final ObjectLines lines;
  private final Set<ObjectCell> cells = Collections.newSetFromMap(new WeakHashMap<>());
  private @Nullable BulkButtons bulk;
  private int calm;

  @FXML private TextField filter;
  @FXML private MenuButton sort;
  @FXML private MenuButton grouping;
  @FXML private ToggleButton dense;
  @FXML private Button connectAll;
  @FXML private Button retryAll;
  @FXML private Button stopRetryingAll;
  @FXML private ListView<Line> objectList;
  @FXML private Label nothing;
  @FXML private Label nothingHint;
  @FXML private Button addFirst;
  @FXML private Button showAll;

  /**
   * Not loaded yet.
   *
   * @param all the objects there are now, in the configuration's order
   * @param heartbeats makes one for each line that there is room for
   * @param hints tells what a button will do
   */
  public ObjectsController(
      Supplier<List<ObjectModel>> all,
      Surroundings surroundings,
      Supplier<Heartbeat> heartbeats,
      Hints hints,
      Texts texts) {
    this.all = all;
    this.surroundings = surroundings;
    this.heartbeats = heartbeats;
    this.hints = hints;
    this.texts = texts;
    this.lines = new ObjectLines(all, this::showEmptiness, texts);
  }

  @FXML
  private void initialize() {
    objectList.setCellFactory(_ -> cell());
    bulk =
        new BulkButtons(
            Map.of(
                Bulk.CONNECT, connectAll,
                Bulk.RETRY, retryAll,
                Bulk.STOP_RETRYING, stopRetryingAll),
            lines::scope,
            surroundings::send,
            objectList,
            texts);
    bulk.hintAt(hints);
    hints.of(objectList, this::effectOfEnter);
    objectList.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    Headings.skip(objectList, line -> line.shown().isEmpty());
    lines.use(objectList);
    objectList.getSelectionModel().getSelectedIndices().subscribe(this::showBulk);
    objectList.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    for (var doing : List.of(MouseEvent.MOUSE_MOVED, MouseEvent.MOUSE_PRESSED)) {
      objectList.addEventFilter(doing, _ -> calm = CALM_TICKS);
    }
    objectList.addEventFilter(MouseEvent.MOUSE_EXITED, _ -> calm = Math.min(calm, 1));
    filter.textProperty().subscribe(text -> arrange(lines.arrangement().withFilter(text)));
    filter.addEventHandler(KeyEvent.KEY_PRESSED, this::onFilterKey);
    dense.selectedProperty().subscribe(on -> objectList.setFixedCellSize(rowHeight(on)));
    ChoiceMenu.fill(
        sort,
        Sort.values(),
        lines.arrangement().sort(),
        by -> arrange(lines.arrangement().with(by)),
        texts);
    ChoiceMenu.fill(
        grouping,
        Grouping.values(),
        lines.arrangement().grouping(),
        by -> arrange(lines.arrangement().with(by)),
        texts);
  }

  /** How high each row is, in pixels. */
  public static double rowHeight(boolean dense) {
    return dense ? DENSE_ROW : ROW;
  }

  private ObjectCell cell() {
    ObjectCell cell =
        new ObjectCell(texts, dense.selectedProperty(), heartbeats.get(), surroundings::press);
    cell.hintAt(hints);
    cells.add(cell);
    return cell;
  }

  private Optional<String> effectOfEnter() {
    return lines
        .chosen()
        .flatMap(object -> object.effect(object.looks().get().main(), texts))
        .map(effect -> texts.get("hint.enter", effect));
  }

  /** Something has changed: the objects there are, or how they stand, or only their figures. */
  public void refresh() {
    if (lines.takeOver()) {
      if (calm == 0) {
        lines.arrange();
      }
      showBulk();
    }
  }

  /** Moves ages and countdowns on, of those that are in sight. */
  public void tick() {
    cells.stream()
        .filter(Node::isVisible)
        .flatMap(cell -> Stream.ofNullable(cell.getItem()))
        .flatMap(line -> line.shown().stream())
        .toList()
        .forEach(ObjectModel::refresh);
    if (calm > 0 && --calm == 0) {
      lines.arrange();
    }
  }

  private void arrange(Arrangement next) {
    lines.arrange(next);
    showBulk();
  }

  private void onKey(KeyEvent event) {
    Optional<ObjectModel> object = lines.chosen();
    if (object.isEmpty()) {
      return;
    }
    ObjectLooks looks = object.get().looks().get();
    if (event.getCode() == KeyCode.ENTER) {
      looks.main().command().ifPresent(c -> surroundings.press(object.get(), c));
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && looks.cancel().isPresent()) {
      looks.cancel().ifPresent(surroundings::send);
      event.consume();
    }
  }

  private void onFilterKey(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
      lines.shown().findFirst().ifPresent(this::choose);
      objectList.requestFocus();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
      filter.clear();
      event.consume();
    }
  }

  /** Chooses an object and brings it into sight; a filter that hides it is emptied. */
  public void choose(ObjectModel object) {
    if (!lines.isShown(object)) {
      clearFilter();
    }
    lines.choose(object);
  }

  /** Chooses the connection that most needs it; the list stays at its top. */
  public void chooseWorst() {
    lines.chooseWorst();
  }

  /** The one whose page is shown. */
  public ReadOnlyObjectProperty<Optional<ObjectModel>> chosenProperty() {
    return lines.chosenProperty();
  }

  public void focus() {
    objectList.requestFocus();
  }

  public void focusFilter() {
    filter.requestFocus();
    filter.selectAll();
  }

  /** Whether objects lie in one row each. */
  public boolean isDense() {
    return dense.isSelected();
  }

  public void setDense(boolean on) {
    dense.setSelected(on);
  }

  /** Those of the buttons for many that have something to do now, each with its count. */
  public List<Button> offeredForMany() {
    return Stream.of(retryAll, stopRetryingAll, connectAll)
        .filter(button -> !button.isDisabled())
        .toList();
  }

  private void showBulk() {
    if (!lines.isArranging() && bulk != null) {
      bulk.show();
    }
  }

  @FXML
  private void clearFilter() {
    filter.clear();
  }

  private void showEmptiness() {
    boolean none = all.get().isEmpty();
    nothing.setText(texts.get(none ? "objects.none" : "objects.noMatch"));
    boolean adds = none && surroundings.canAdd();
    nothingHint.setText(none ? texts.get(adds ? "objects.none.add" : "objects.none.hint") : "");
    addFirst.setVisible(adds);
    addFirst.setManaged(adds);
    ActionButton.setShown(showAll, !none, objectList);
  }

  @FXML
  private void addFirst() {
    surroundings.add();
  }
}
