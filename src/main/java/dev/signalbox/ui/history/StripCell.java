package dev.signalbox.ui.history;

import dev.signalbox.ui.history.Picture.Line;
import dev.signalbox.ui.past.Paints;
import dev.signalbox.ui.past.Segment;
import dev.signalbox.ui.past.StripPainter;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** An object's name and its strip. */
final class StripCell extends ListCell<Line> {
  static final double HEIGHT = 26;
  private static final double STRIP = 18;

  private final StripPainter painter;
  private final Paints paints;
  private final ObservableValue<Optional<Segment>> marked;
  private final Label name = new Label();
  private final Canvas canvas = new Canvas(1, STRIP);
  private final HBox row = new HBox(name, canvas);

  /**
   * Empty.
   *
   * @param nameWidth the same for all, so that all strips have one axis
   * @param marked the segment of the chosen object that is being read
   */
  StripCell(double nameWidth, Paints paints, ObservableValue<Optional<Segment>> marked) {
    this.painter = new StripPainter(paints);
    this.paints = paints;
    this.marked = marked;
    name.getStyleClass().add("strip-name");
    name.setMinWidth(nameWidth);
    name.setMaxWidth(nameWidth);
    row.getStyleClass().add("strip-row");
    marked.subscribe(_ -> redraw());
    selectedProperty().subscribe(_ -> redraw());
    paints.changesProperty().subscribe(_ -> redraw());
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Line item, boolean empty) {
    super.updateItem(item, empty);
    setText(null);
    setGraphic(item == null ? null : row);
    if (item != null) {
      name.setText(item.name());
      setId("strip-" + item.subject().toString().replace(' ', '-'));
      redraw();
    }
  }

  private void redraw() {
    Line line = getItem();
    if (line == null) {
      return;
    }
    TimeAxis axis = new TimeAxis(line.strip().from(), line.strip().to(), width(line));
    canvas.setWidth(axis.width());
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), STRIP);
    painter.draw(g, line.strokes(), STRIP);
    if (isSelected()) {
      marked.getValue().ifPresent(segment -> mark(g, segment, axis));
    }
  }

  private static int width(Line line) {
    var last = line.strokes().getLast();
    return (int) Math.max(1, last.x() + last.width());
  }

  private void mark(GraphicsContext g, Segment segment, TimeAxis axis) {
    double begin = Math.max(0, axis.x(segment.from()));
    double end = Math.max(begin + 3, axis.x(segment.to()));
    g.setStroke(paints.text());
    g.setLineWidth(2);
    g.strokeRect(begin + 1, 1, end - begin - 2, STRIP - 2);
  }
}
