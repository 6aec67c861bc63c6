package dev.signalbox.ui.fleet;

import dev.signalbox.ui.fleet.standing.EngineLooks;
import dev.signalbox.ui.toolkit.Headings;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;

/**
 * The list: lines of one height, of which only those in sight have cells. What is selected belongs
 * to the engines, wherever they lie. FX thread.
 */
final class EngineList {
  static final double ROW = 44;

  private final ListView<FleetLine> view;
  private final Texts texts;

  /** As many as fit into the window; the list keeps and reuses them. */
  private final List<EngineCell> cells = new ArrayList<>();

  private Instant now;

  /** Takes over a list that is empty. */
  EngineList(ListView<FleetLine> view, Texts texts, Instant now) {
    this.view = view;
    this.texts = texts;
    this.now = now;
    view.setFixedCellSize(ROW);
    view.setCellFactory(_ -> cell());
    view.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    Headings.skip(view, line -> line.engine().isEmpty());
  }

  private EngineCell cell() {
    EngineCell cell = new EngineCell(texts, now);
    cells.add(cell);
    return cell;
  }

  /** Lets the lines lie like this; the selection goes with them. */
  void show(List<FleetLine> lines) {
    MultipleSelectionModel<FleetLine> selection = view.getSelectionModel();
    List<FleetLine> selected = List.copyOf(selection.getSelectedItems());
    Optional<FleetLine> current = focused();
    view.getItems().setAll(lines);
    selection.clearSelection();
    select(selected);
    current.map(lines::indexOf).filter(index -> index >= 0).ifPresent(view.getFocusModel()::focus);
    if (selection.isEmpty()) {
      chooseFirst();
    }
  }

  private void select(List<FleetLine> selected) {
    Set<FleetLine> wanted = new HashSet<>(selected);
    int[] indices =
        IntStream.range(0, view.getItems().size())
            .filter(index -> wanted.contains(view.getItems().get(index)))
            .toArray();
    if (indices.length > 0) {
      view.getSelectionModel().selectIndices(indices[0], indices);
    }
  }

  private void chooseFirst() {
    next(-1, 1, line -> line.engine().isPresent()).ifPresent(this::choose);
  }

  private void choose(int index) {
    view.getSelectionModel().clearAndSelect(index);
    view.getFocusModel().focus(index);
  }

  private Optional<FleetLine> focused() {
    return Optional.ofNullable(view.getFocusModel().getFocusedItem());
  }

  /** The engine that the keyboard is at. */
  Optional<EngineLooks> current() {
    return focused().flatMap(FleetLine::engine).map(line -> line.looks().get());
  }

  /** The engines that are selected, if that is more than one. */
  List<EngineLooks> selected() {
    List<EngineLooks> selected =
        view.getSelectionModel().getSelectedItems().stream()
            .flatMap(line -> Stream.ofNullable(line).flatMap(there -> there.engine().stream()))
            .map(line -> line.looks().get())
            .toList();
    return selected.size() > 1 ? selected : List.of();
  }

  /** Goes to the next engine that needs somebody, or the one before; round and round. */
  void goToTrouble(int step) {
    int from = view.getFocusModel().getFocusedIndex();
    next(from, step, EngineList::isTrouble)
        .ifPresent(
            index -> {
              choose(index);
              view.scrollTo(Math.max(0, index - 1));
              view.requestFocus();
            });
  }

  private static boolean isTrouble(FleetLine line) {
    return line.engine().filter(one -> one.looks().get().rank().isTrouble()).isPresent();
  }

  private Optional<Integer> next(int from, int step, Predicate<FleetLine> wanted) {
    int size = view.getItems().size();
    return IntStream.rangeClosed(1, size)
        .map(i -> Math.floorMod(from + i * step, size))
        .filter(index -> wanted.test(view.getItems().get(index)))
        .boxed()
        .findFirst();
  }

  /** Moves ages on, of those that are in sight. */
  void tick(Instant time) {
    now = time;
    cells.forEach(cell -> cell.tick(time));
  }

  void focus() {
    view.requestFocus();
  }

  /** How many cells were made so far. */
  int cellsMade() {
    return cells.size();
  }
}
