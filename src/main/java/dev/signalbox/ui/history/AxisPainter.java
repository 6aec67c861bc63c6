package dev.signalbox.ui.history;

import dev.signalbox.ui.past.Paints;
import java.time.ZoneId;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Writes the times over all pictures. */
final class AxisPainter {
  private static final double SIZE = 11;
  private static final double HALF_LABEL = 18;

  private AxisPainter() {}

  /** Draws it anew, behind the room for names. */
  static void draw(Canvas canvas, double names, TimeAxis axis, Paints paints) {
    canvas.setWidth(names + axis.width() + HALF_LABEL);
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    g.setFont(Font.font(SIZE));
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.TOP);
    g.setFill(paints.text());
    g.setStroke(paints.text());
    for (TimeAxis.Tick tick : axis.ticks(ZoneId.systemDefault())) {
      double x = Math.floor(names + tick.x()) + 0.5;
      g.strokeLine(x, canvas.getHeight() - 4, x, canvas.getHeight());
      g.fillText(
          tick.label(),
          Math.clamp(x, names + HALF_LABEL, Math.max(names + HALF_LABEL, names + axis.width())),
          0);
    }
  }
}
