package dev.signalbox.ui.log;

import dev.signalbox.journal.Severity;
import dev.signalbox.ui.log.lines.LogRow;
import dev.signalbox.ui.log.lines.Sequences;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/** Goes from row to row: to errors, finds, bookmarks and times. What it goes to is held still. */
final class LogNavigator {
  /** So many rows are left in sight above the one it goes to. */
  private static final int ABOVE = 3;

  private final LogModel model;

  /** The number of the row that is selected alone. */
  private final ReadOnlyObjectWrapper<Optional<Long>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private ListView<LogRow> list = new ListView<>();

  LogNavigator(LogModel model) {
    this.model = model;
  }

  /** Takes over the list. */
  void use(ListView<LogRow> shown) {
    list = shown;
    list.getSelectionModel().selectedItemProperty().subscribe(this::onSelected);
  }

  private void onSelected(@Nullable LogRow row) {
    chosen.set(Optional.ofNullable(row).map(LogRow::sequence));
  }

  Optional<Long> chosen() {
    return chosen.get();
  }

  ReadOnlyObjectProperty<Optional<Long>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /** Goes to the next of these, or with -1 to the one before, and round at the end. */
  boolean goAmong(Sequences sequences, int direction) {
    long from = chosen().orElse(direction > 0 ? -1L : Long.MAX_VALUE);
    OptionalLong next = direction > 0 ? sequences.after(from) : sequences.before(from);
    next.ifPresent(sequence -> go(model.indexAt(sequence)));
    return next.isPresent();
  }

  /** Goes to the next error, or with -1 to the one before, and round at the end. */
  boolean goToError(int direction) {
    return goWhere(row -> row.entry().severity() == Severity.ERROR, direction);
  }

  private boolean goWhere(Predicate<LogRow> wanted, int direction) {
    int size = model.lines().size();
    int from = chosen().map(model::indexAt).orElse(direction > 0 ? -1 : size);
    for (int step = 1; step <= size; step++) {
      int index = Math.floorMod(from + direction * step, size);
      if (wanted.test(model.lines().get(index))) {
        go(index);
        return true;
      }
    }
    return false;
  }

  /** Goes to the first row that was not logged before that, else to the last one. */
  void goTo(Instant instant) {
    int index = 0;
    int last = model.lines().size() - 1;
    while (index < last && model.lines().get(index).entry().at().isBefore(instant)) {
      index++;
    }
    go(index);
  }

  /** Goes to the row of this entry, or to the next one. */
  void goToEntry(long sequence) {
    go(model.indexAt(sequence));
  }

  /** Goes to the row that is so far down in the whole list, from 0 to 1. */
  void goToShare(double share) {
    go((int) (share * model.lines().size()));
  }

  private void go(int index) {
    int last = model.lines().size() - 1;
    if (last >= 0) {
      int target = Math.clamp(index, 0, last);
      model.hold();
      list.getSelectionModel().clearAndSelect(target);
      list.getFocusModel().focus(target);
      list.scrollTo(Math.max(0, target - ABOVE));
    }
  }
}
