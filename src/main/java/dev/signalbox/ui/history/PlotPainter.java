package dev.signalbox.ui.history;

import dev.signalbox.ui.history.Plot.Curve;
import dev.signalbox.ui.history.Plot.Point;
import dev.signalbox.ui.past.Paints;
import dev.signalbox.ui.toolkit.Tone;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;

/** Draws plots: curves differ by their dashes, so that no colour is needed to tell them apart. */
final class PlotPainter {
  private static final double PALE = 0.25;
  private static final double MARGIN = 3;
  private static final double SIZE = 11;
  private static final double LETTER = 0.6;

  private final Paints paints;

  PlotPainter(Paints paints) {
    this.paints = paints;
  }

  /**
   * Draws on all of it.
   *
   * @param top what is written at the upper edge
   */
  void draw(GraphicsContext g, Plot plot, String top) {
    double width = g.getCanvas().getWidth();
    double height = g.getCanvas().getHeight();
    g.clearRect(0, 0, width, height);
    g.setLineDashes();
    g.setLineWidth(1);
    g.setStroke(paints.line());
    for (double share : new double[] {0, 0.5, 1}) {
      double y = Math.floor(y(plot, plot.top() * share, height)) + 0.5;
      g.strokeLine(0, y, width, y);
    }
    for (Curve curve : plot.curves()) {
      g.setStroke(paints.of(Tone.ACCENT));
      g.setFill(paints.of(Tone.ACCENT));
      curve.parts().forEach(part -> draw(g, plot, part, curve, height));
    }
    g.setLineDashes();
    g.setFont(Font.font(SIZE));
    g.setTextBaseline(VPos.TOP);
    g.setFill(paints.ground());
    g.fillRect(0, MARGIN + 1, top.length() * SIZE * LETTER + 4, SIZE + 2);
    g.setFill(paints.text());
    g.fillText(top, 2, MARGIN + 1);
  }

  private static double y(Plot plot, double value, double height) {
    return height - MARGIN - value / plot.top() * (height - 2 * MARGIN);
  }

  private static void draw(
      GraphicsContext g, Plot plot, List<Point> part, Curve curve, double height) {
    g.setLineDashes();
    g.setGlobalAlpha(PALE);
    for (Point point : part) {
      double y = y(plot, point.high(), height);
      g.fillRect(point.x() - 0.5, y, 1.5, y(plot, point.low(), height) - y + 1);
    }
    g.setGlobalAlpha(1);
    g.setLineWidth(1.5);
    // The points of steep peaks would stick out.
    g.setLineJoin(StrokeLineJoin.BEVEL);
    g.setLineDashes(dashes(curve));
    g.beginPath();
    Point first = part.getFirst();
    g.moveTo(first.x(), y(plot, first.high(), height));
    for (Point point : part) {
      g.lineTo(point.x(), y(plot, point.high(), height));
    }
    // What was measured once only is a dot.
    g.lineTo(part.getLast().x() + 1, y(plot, part.getLast().high(), height));
    g.stroke();
  }

  /** Rows that are read and rows that are published would mostly lie upon the acknowledged ones. */
  static double[] dashes(Curve curve) {
    return switch (curve.measure()) {
      case READ -> new double[] {1, 4};
      case PUBLISHED -> new double[] {6, 4};
      case ACKNOWLEDGED, LATENCY, LAG, PUBLISH_LATENCY -> new double[0];
    };
  }
}
