package dev.signalbox.ui.objects;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;

/**
 * The lines of the list, and which object is chosen: that belongs to the object, wherever it lies
 * or whether the filter shows it. FX thread.
 */
final class ObjectLines {
  private final Supplier<List<ObjectModel>> all;
  private final Runnable whenArranged;
  private final Texts texts;
  private final ReadOnlyObjectWrapper<Optional<ObjectModel>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Arrangement arrangement = Arrangement.DEFAULT;
  private List<Arrangement.Basis> arranged = List.of();
  private boolean arranging;
  private int place;
  private ListView<Line> view = new ListView<>();

  /**
   * None yet.
   *
   * @param all the objects there are now, in the configuration's order
   * @param whenArranged is called when the lines have been arranged
   */
  ObjectLines(Supplier<List<ObjectModel>> all, Runnable whenArranged, Texts texts) {
    this.all = all;
    this.whenArranged = whenArranged;
    this.texts = texts;
  }

  /** Takes over the list. */
  void use(ListView<Line> list) {
    view = list;
    view.getSelectionModel().selectedItemProperty().addListener((_, _, line) -> onSelected(line));
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** Whether what is selected changes because lines move, and not because somebody chose. */
  boolean isArranging() {
    return arranging;
  }

  /** Takes over what has changed; tells whether the lines may have to be arranged for it. */
  boolean takeOver() {
    List<Arrangement.Basis> now = all.get().stream().map(arrangement::basis).toList();
    if (now.equals(arranged)) {
      return false;
    }
    arranged = now;
    follow();
    return true;
  }

  void arrange(Arrangement next) {
    arrangement = next;
    arrange();
  }

  void arrange() {
    List<Line> lines = arrangement.lines(all.get(), texts);
    if (!lines.equals(view.getItems())) {
      List<Line> selected = List.copyOf(view.getSelectionModel().getSelectedItems());
      arranging = true;
      view.getItems().setAll(lines);
      view.getSelectionModel().clearSelection();
      selected.forEach(this::select);
      arranging = false;
    }
    chosen.get().ifPresent(this::mark);
    whenArranged.run();
  }

  private void select(Line line) {
    int index = view.getItems().indexOf(line);
    if (index >= 0) {
      view.getSelectionModel().select(index);
    }
  }

  /** The chosen object is the selected one of the list, if the list shows it. */
  private void mark(ObjectModel object) {
    int index = indexOf(object);
    MultipleSelectionModel<Line> selection = view.getSelectionModel();
    if (index < 0 || selection.getSelectedIndex() == index) {
      return;
    }
    arranging = true;
    if (!selection.isSelected(index) && selection.getSelectedIndices().size() <= 1) {
      selection.clearSelection();
    }
    selection.select(index);
    view.getFocusModel().focus(index);
    place = index;
    arranging = false;
  }

  private int indexOf(ObjectModel object) {
    return view.getItems().indexOf(new Line.Row(object));
  }

  private void onSelected(Line line) {
    if (arranging || line == null) {
      return;
    }
    if (line instanceof Line.Row(ObjectModel object)) {
      place = view.getSelectionModel().getSelectedIndex();
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

  /** The objects whose lines are shown, in their order. */
  Stream<ObjectModel> shown() {
    return view.getItems().stream().flatMap(line -> line.shown().stream());
  }

  boolean isShown(ObjectModel object) {
    return indexOf(object) >= 0;
  }

  /** Chooses an object and brings it into sight, if it is shown. */
  void choose(ObjectModel object) {
    view.getSelectionModel().clearSelection();
    chosen.set(Optional.of(object));
    mark(object);
    view.scrollTo(indexOf(object));
  }

  /** Chooses the connection that most needs it; the list stays at its top. */
  void chooseWorst() {
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
  ReadOnlyObjectProperty<Optional<ObjectModel>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  Optional<ObjectModel> chosen() {
    return chosen.get();
  }

  /** Those that a button for many is about: what is selected, if that is more than one. */
  List<ObjectModel> scope() {
    List<ObjectModel> selected =
        view.getSelectionModel().getSelectedItems().stream()
            .flatMap(line -> Stream.ofNullable(line).flatMap(l -> l.shown().stream()))
            .toList();
    return selected.size() > 1 ? selected : shown().toList();
  }
}
