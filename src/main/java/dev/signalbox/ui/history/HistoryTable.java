package dev.signalbox.ui.history;

import dev.signalbox.base.Actor;
import dev.signalbox.ui.past.Segment;
import dev.signalbox.ui.past.StateWords;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The chosen object's strip as a table, the newest first: for those who cannot see a picture. */
final class HistoryTable {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

  private final TableView<Segment> table;

  /** Takes over an empty table. */
  HistoryTable(TableView<Segment> table, Texts texts) {
    this.table = table;
    table.setRowFactory(_ -> new Row());
    add(texts.get("history.table.from"), 120, segment -> moment(segment.from()));
    add(texts.get("history.table.lasted"), 84, segment -> TimeText.clock(segment.lasted()));
    add(
        texts.get("history.table.state"),
        120,
        segment -> (segment.signal().glyph() + " " + StateWords.of(segment, texts)).strip());
    add(
        texts.get("history.table.cause"),
        260,
        segment -> segment.cause().or(() -> segment.by().map(Actor::toString)).orElse(""));
  }

  private void add(String title, double width, Function<Segment, String> text) {
    TableColumn<Segment, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    table.getColumns().add(column);
  }

  /** What is too long for its column is told by the row. */
  private final class Row extends TableRow<Segment> {
    private final Tooltip whole = new Tooltip();

    @Override
    protected void updateItem(@Nullable Segment item, boolean empty) {
      super.updateItem(item, empty);
      setTooltip(item == null ? null : whole);
      if (item != null) {
        whole.setText(
            table.getColumns().stream()
                .map(column -> String.valueOf(column.getCellObservableValue(item).getValue()))
                .collect(Collectors.joining("\n")));
      }
    }
  }

  void show(List<Segment> segments) {
    if (!table.getItems().equals(segments.reversed())) {
      table.getItems().setAll(segments.reversed());
    }
  }

  /** All of a segment in one line. */
  static String line(Segment segment, Texts texts) {
    String cause = segment.cause().map(text -> " · " + text).orElse("");
    String by = segment.by().map(actor -> " · " + texts.get("history.by", actor)).orElse("");
    return texts.get(
        "history.readout",
        StateWords.of(segment, texts),
        moment(segment.from()),
        moment(segment.to()),
        TimeText.clock(segment.lasted()),
        cause + by);
  }

  private static String moment(Instant at) {
    return MOMENT.format(at.atZone(ZoneId.systemDefault()));
  }
}
