package dev.signalbox.ui.past;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;

/** Draws a strip: a pattern for each kind of state, and its sign and word where there is room. */
public final class StripPainter {
  private static final double HATCH = 6;
  private static final double WORD = 11;
  private static final double ROOM_FOR_SIGN = 14;
  private static final double WIDTH_OF_LETTER = 6.5;
  private static final double PALE = 0.16;

  private final Paints paints;

  public StripPainter(Paints paints) {
    this.paints = paints;
  }

  /** A part of a strip that is drawn as one. */
  public record Stroke(double x, double width, Signal signal, String word) {}

  /** Draws these side by side, as high as that. */
  public void draw(GraphicsContext g, List<Stroke> strokes, double height) {
    for (Stroke stroke : strokes) {
      g.save();
      g.beginPath();
      g.rect(stroke.x(), 0, stroke.width(), height);
      g.clip();
      fill(g, stroke, height);
      write(g, stroke, height);
      g.restore();
    }
  }

  private void fill(GraphicsContext g, Stroke stroke, double height) {
    Signal signal = stroke.signal();
    g.setFill(paints.of(signal.tone()));
    g.setStroke(paints.of(signal.tone()));
    g.setLineWidth(1);
    switch (signal) {
      case WELL -> {
        pale(g, stroke, height);
        g.fillRect(stroke.x(), height - 3, stroke.width(), 3);
      }
      case IDLE -> g.fillRect(stroke.x(), height / 2, stroke.width(), 1);
      case STANDING_BY -> {
        g.fillRect(stroke.x(), height / 2 - 2, stroke.width(), 1);
        g.fillRect(stroke.x(), height / 2 + 2, stroke.width(), 1);
      }
      case PASSING -> {
        pale(g, stroke, height);
        g.fillRect(stroke.x(), 0, stroke.width(), 2);
        g.fillRect(stroke.x(), height - 2, stroke.width(), 2);
      }
      case LOST -> {
        pale(g, stroke, height);
        hatch(g, stroke, height, 2, -1);
        g.fillRect(stroke.x(), 0, stroke.width(), 2);
      }
      case FAILED -> g.fillRect(stroke.x(), 0, stroke.width(), height);
      case NOT_RUNNING, UNKNOWN -> hatch(g, stroke, height, 1, 1);
      case ASLEEP -> {
        hatch(g, stroke, height, 1, 1);
        hatch(g, stroke, height, 1, -1);
      }
    }
  }

  private static void pale(GraphicsContext g, Stroke stroke, double height) {
    g.setGlobalAlpha(PALE);
    g.fillRect(stroke.x(), 0, stroke.width(), height);
    g.setGlobalAlpha(1);
  }

  private static void hatch(
      GraphicsContext g, Stroke stroke, double height, double lineWidth, int direction) {
    g.setLineWidth(lineWidth);
    g.setGlobalAlpha(lineWidth > 1 ? 1 : 0.5);
    // Bound to the picture, not to the stroke: neighbours fit together.
    double first = Math.floor((stroke.x() - height) / HATCH) * HATCH;
    for (double x = first; x < stroke.x() + stroke.width() + height; x += HATCH) {
      g.strokeLine(x, direction > 0 ? height : 0, x + height, direction > 0 ? 0 : height);
    }
    g.setGlobalAlpha(1);
  }

  private void write(GraphicsContext g, Stroke stroke, double height) {
    String whole = (stroke.signal().glyph() + " " + stroke.word()).strip();
    boolean roomy = stroke.width() > whole.length() * WIDTH_OF_LETTER + 8;
    String text = roomy ? whole : stroke.signal().glyph();
    if (text.isEmpty() || stroke.width() < ROOM_FOR_SIGN) {
      return;
    }
    g.setFont(Font.font(WORD));
    g.setTextBaseline(VPos.CENTER);
    boolean dark = stroke.signal() == Signal.FAILED;
    if (!dark && stroke.signal() != Signal.WELL) {
      // Letters upon hatching cannot be read.
      g.setFill(paints.ground());
      g.fillRect(stroke.x() + 2, 2, text.length() * WIDTH_OF_LETTER + 6, height - 4);
    }
    g.setFill(dark ? paints.ground() : paints.text());
    g.fillText(text, stroke.x() + 5, height / 2);
  }
}
