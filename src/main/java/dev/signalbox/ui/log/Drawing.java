package dev.signalbox.ui.log;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;

/** A part of the window that is drawn and not made of nodes, in the theme's colours. */
abstract class Drawing extends Region {
  private final Canvas canvas = new Canvas();

  Drawing(String styleClass) {
    getStyleClass().add(styleClass);
    canvas.setManaged(false);
    getChildren().add(canvas);
  }

  /** A colour that the style sheet gives to that class; drawn anew when the theme changes. */
  final Rectangle ink(String styleClass) {
    Rectangle ink = new Rectangle();
    ink.getStyleClass().add(styleClass);
    ink.setManaged(false);
    ink.fillProperty().subscribe(_ -> requestLayout());
    getChildren().add(ink);
    return ink;
  }

  @Override
  protected final void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext pen = canvas.getGraphicsContext2D();
    pen.clearRect(0, 0, getWidth(), getHeight());
    draw(pen, getWidth(), getHeight());
  }

  /** Draws all of it. */
  abstract void draw(GraphicsContext pen, double width, double height);

  static void fill(
      GraphicsContext pen, Rectangle ink, double x, double y, double width, double height) {
    Paint paint = ink.getFill();
    pen.setFill(paint);
    pen.fillRect(x, y, width, height);
  }
}
