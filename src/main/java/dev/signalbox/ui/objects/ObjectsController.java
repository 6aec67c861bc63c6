package dev.signalbox.ui.objects;

import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.objects.Arrangement.Grouping;
import dev.signalbox.ui.objects.Arrangement.Sort;
import dev.signalbox.ui.past.Heartbeat;
import dev.signalbox.ui.toolkit.ActionButton;
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
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MultipleSelectionModel;
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

  /** While the mouse has moved over the list this lately nothing moves under it. */
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
  private final ReadOnlyObjectWrapper<Optional<ObjectModel>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final Set<ObjectCell> cells = Collections.newSetFromMap(new WeakHashMap<>());
  private Arrangement arrangement = Arrangement.DEFAULT;
  private List<Arrangement.Basis> arranged = List.of();
  private @Nullable BulkButtons bulk;
  private boolean arranging;
  private int calm;
  private int place;

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
            this::scope,
            surroundings::send,
            objectList,
            texts);
    bulk.hintAt(hints);
    hints.of(objectList, this::effectOfEnter);
    objectList.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    objectList
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, line) -> onSelected(line));
    objectList.getSelectionModel().getSelectedIndices().subscribe(this::showBulk);
    objectList.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    objectList.addEventFilter(MouseEvent.MOUSE_MOVED, _ -> calm = CALM_TICKS);
    objectList.addEventFilter(MouseEvent.MOUSE_EXITED, _ -> calm = Math.min(calm, 1));
    filter.textProperty().subscribe(text -> arrange(arrangement.withFilter(text)));
    filter.addEventHandler(KeyEvent.KEY_PRESSED, this::onFilterKey);
    dense.selectedProperty().subscribe(on -> objectList.setFixedCellSize(on ? DENSE_ROW : ROW));
    ChoiceMenu.fill(
        sort, Sort.values(), arrangement.sort(), by -> arrange(arrangement.with(by)), texts);
    ChoiceMenu.fill(
        grouping,
        Grouping.values(),
        arrangement.grouping(),
        by -> arrange(arrangement.with(by)),
        texts);
  }

  private ObjectCell cell() {
    ObjectCell cell =
        new ObjectCell(texts, dense.selectedProperty(), heartbeats.get(), surroundings::press);
    cell.hintAt(hints);
    cells.add(cell);
    return cell;
  }

  private Optional<String> effectOfEnter() {
    return chosen
        .get()
        .flatMap(object -> object.effect(object.looks().get().main(), texts))
        .map(effect -> texts.get("hint.enter", effect));
  }

  /** Something has changed: the objects there are, or how they stand, or only their figures. */
  public void refresh() {
    List<Arrangement.Basis> now = all.get().stream().map(arrangement::basis).toList();
    if (now.equals(arranged)) {
      return;
    }
    arranged = now;
    follow();
    if (calm == 0) {
      arrange();
    }
    showBulk();
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
      arrange();
    }
  }

  private void arrange(Arrangement next) {
    arrangement = next;
    arrange();
    showBulk();
  }

  private void arrange() {
    List<Line> lines = arrangement.lines(all.get(), texts);
    if (!lines.equals(objectList.getItems())) {
      List<Line> selected = List.copyOf(objectList.getSelectionModel().getSelectedItems());
      arranging = true;
      objectList.getItems().setAll(lines);
      objectList.getSelectionModel().clearSelection();
      selected.forEach(this::select);
      arranging = false;
    }
    chosen.get().ifPresent(this::mark);
    showEmptiness();
  }

  private void select(Line line) {
    int index = objectList.getItems().indexOf(line);
    if (index >= 0) {
      objectList.getSelectionModel().select(index);
    }
  }

  /** The chosen object is the selected one of the list, if the list shows it. */
  private void mark(ObjectModel object) {
    int index = indexOf(object);
    MultipleSelectionModel<Line> selection = objectList.getSelectionModel();
    if (index < 0 || selection.getSelectedIndex() == index) {
      return;
    }
    arranging = true;
    if (!selection.isSelected(index) && selection.getSelectedIndices().size() <= 1) {
      selection.clearSelection();
    }
    selection.select(index);
    objectList.getFocusModel().focus(index);
    place = index;
    arranging = false;
  }

  private int indexOf(ObjectModel object) {
    return objectList.getItems().indexOf(new Line.Row(object));
  }

  private void onSelected(Line line) {
    if (arranging || line == null) {
      return;
    }
    if (line instanceof Line.Row(ObjectModel object)) {
      place = objectList.getSelectionModel().getSelectedIndex();
      chosen.set(Optional.of(object));
    }
  }

  /** What has taken the place of the chosen object is chosen, else its neighbour. */
  private void follow() {
    List<ObjectModel> there = all.get();
    Optional<ObjectModel> now = chosen.get();
    if (now.isEmpty() || there.contains(now.get())) {
      return;
    }
    Subject subject = now.get().subject();
    Optional<ObjectModel> successor =
        there.stream().filter(object -> object.subject().equals(subject)).findFirst();
    arrange();
    chosen.set(successor.or(this::neighbour));
    chosen.get().ifPresent(this::mark);
  }

  private Optional<ObjectModel> neighbour() {
    List<ObjectModel> rows = shown().toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(rows.get(Math.clamp(place, 0, rows.size() - 1)));
  }

  private Stream<ObjectModel> shown() {
    return objectList.getItems().stream().flatMap(line -> line.shown().stream());
  }

  private void onKey(KeyEvent event) {
    Optional<ObjectModel> object = chosen.get();
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
      shown().findFirst().ifPresent(this::choose);
      objectList.requestFocus();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
      filter.clear();
      event.consume();
    }
  }

  /** Chooses an object and brings it into sight; a filter that hides it is emptied. */
  public void choose(ObjectModel object) {
    if (indexOf(object) < 0) {
      clearFilter();
    }
    objectList.getSelectionModel().clearSelection();
    chosen.set(Optional.of(object));
    mark(object);
    objectList.scrollTo(indexOf(object));
  }

  /** Chooses the connection that most needs it; the list stays at its top. */
  public void chooseWorst() {
    shown()
        .filter(object -> object.subject().kind() == Subject.Kind.CONNECTION)
        .findFirst()
        .ifPresent(
            object -> {
              chosen.set(Optional.of(object));
              mark(object);
            });
  }

  /** The one whose page is shown. */
  public ReadOnlyObjectProperty<Optional<ObjectModel>> chosenProperty() {
    return chosen.getReadOnlyProperty();
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

  /** Those that a button for many is about: what is selected, if that is more than one. */
  private List<ObjectModel> scope() {
    List<ObjectModel> selected =
        objectList.getSelectionModel().getSelectedItems().stream()
            .flatMap(line -> Stream.ofNullable(line).flatMap(l -> l.shown().stream()))
            .toList();
    return selected.size() > 1 ? selected : shown().toList();
  }

  private void showBulk() {
    if (!arranging && bulk != null) {
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
