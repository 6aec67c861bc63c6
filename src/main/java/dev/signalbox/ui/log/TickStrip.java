package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.Ticks;
import java.util.BitSet;
import java.util.function.DoubleConsumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;

/** Beside the scroll bar: where in the whole list errors, finds and bookmarks are. */
final class TickStrip extends Drawing {
  private static final double WIDTH = 10;
  private static final double TICK = 2;

  private final Rectangle error = ink("ink-error");
  private final Rectangle found = ink("ink-found");
  private final Rectangle marked = ink("ink-marked");
  private Ticks ticks = Ticks.NONE;

  TickStrip() {
    super("log-ticks");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
  }

  /** A click asks for the row at that share of the height. */
  void onJump(DoubleConsumer jump) {
    addEventHandler(
        MouseEvent.MOUSE_PRESSED, event -> jump.accept(event.getY() / Math.max(1, getHeight())));
  }

  void show(Ticks changed) {
    if (!changed.equals(ticks)) {
      ticks = changed;
      requestLayout();
    }
  }

  /** Errors over the whole width, the others half of it: they are told apart by shape too. */
  @Override
  void draw(GraphicsContext pen, double width, double height) {
    draw(pen, ticks.found(), found, width / 2, width / 2, height);
    draw(pen, ticks.errors(), error, 0, width, height);
    draw(pen, ticks.marked(), marked, 0, width / 2, height);
  }

  private void draw(
      GraphicsContext pen, BitSet places, Rectangle ink, double x, double width, double height) {
    for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
      double y = (height - TICK) * place / Math.max(1, ticks.places() - 1);
      fill(pen, ink, x, Math.rint(y), width, TICK);
    }
  }
}
