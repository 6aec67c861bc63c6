package dev.signalbox.ui.history;

import dev.signalbox.journal.samples.Measure;
import dev.signalbox.ui.history.Plot.Curve;
import dev.signalbox.ui.history.Plot.Point;
import dev.signalbox.ui.past.Paints;
import dev.signalbox.ui.toolkit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The plots of the chosen object: name, upper edge and what is read at the left of each. */
final class HistoryPlots extends VBox {
  private static final double SHARE = 0.42;
  private static final double LEAST = 44;
  private static final double MOST = 110;

  private final PlotPainter painter;
  private final Texts texts;
  private final double names;
  private final List<View> views = new ArrayList<>();
  private final Label nothing = new Label();
  private Picture picture = Picture.NONE;
  private double room;

  private record View(Plot plot, Label values, Tooltip whole) {}

  HistoryPlots(Paints paints, Texts texts, double names) {
    this.painter = new PlotPainter(paints);
    this.texts = texts;
    this.names = names;
    nothing.setText(texts.get("history.noPlots"));
    nothing.getStyleClass().add("caption");
    getStyleClass().add("plots");
  }

  /** How high all of the history is. */
  void setRoom(double height) {
    room = height;
    show(picture);
  }

  void show(Picture next) {
    picture = next;
    views.clear();
    getChildren().clear();
    if (next.plots().isEmpty()) {
      getChildren().add(nothing);
    }
    for (Plot plot : next.plots()) {
      double height = Math.clamp(room * SHARE / next.plots().size(), LEAST, MOST);
      Canvas canvas = new Canvas(next.axis().width(), height);
      painter.draw(canvas.getGraphicsContext2D(), plot, number(plot.top()));
      Label values = new Label();
      values.getStyleClass().add("plot-values");
      Label title = new Label(texts.get(plot.textKey()));
      title.getStyleClass().add("plot-title");
      VBox left = new VBox(title, values);
      left.setMinWidth(names);
      left.setMaxWidth(names);
      left.setMaxHeight(height);
      // There is no room for long words beside a picture.
      Tooltip whole = new Tooltip();
      Tooltip.install(left, whole);
      getChildren().add(new HBox(left, canvas));
      views.add(new View(plot, values, whole));
    }
    read(Optional.empty());
  }

  /** Says what was measured at that place; without one, what was measured last. */
  void read(Optional<Double> place) {
    double x = place.orElse((double) picture.axis().width());
    views.forEach(
        view -> {
          String values = values(view.plot(), x);
          view.values().setText(values);
          view.whole().setText(texts.get(view.plot().textKey()) + "\n" + values);
        });
  }

  private String values(Plot plot, double x) {
    return plot.curves().stream()
        .map(curve -> texts.get(key(curve), value(plot, curve, x)))
        .collect(Collectors.joining("\n"));
  }

  private static String key(Curve curve) {
    return "history.curve." + curve.measure().name().toLowerCase(Locale.ROOT);
  }

  private static String value(Plot plot, Curve curve, double x) {
    Measure measure = curve.measure();
    return plot.at(measure, x).map(HistoryPlots::value).orElse("–");
  }

  /** Where least and greatest differ by what can be read, both. */
  private static String value(Point point) {
    String low = number(point.low());
    String high = number(point.high());
    return low.equals(high) ? high : low + "–" + high;
  }

  private static String number(double value) {
    if (value >= 1e6) {
      return String.format(Texts.LOCALE, "%.1f M", value / 1e6);
    }
    return value < 10 && value != Math.rint(value)
        ? String.format(Texts.LOCALE, "%.1f", value)
        : Texts.number(Math.round(value));
  }
}
