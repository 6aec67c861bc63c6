package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.Bars;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** How many of the lines shown there were when. A click, or Enter, jumps there. */
final class LogHistogram extends Drawing {
  private static final double HEIGHT = 40;
  private static final double SCALE = 12;
  private static final double WIDEST = 24;

  /** Even one line has to be seen among thousands. */
  private static final double LEAST = 2;

  private final Texts texts;
  private final Consumer<Instant> jump;
  private final Tooltip tooltip = new Tooltip();
  private final Rectangle error = ink("ink-error");
  private final Rectangle warning = ink("ink-warning");
  private final Rectangle other = ink("ink-other");
  private final Rectangle chosen = ink("ink-chosen");
  private final Rectangle writing = ink("ink-writing");
  private Bars bars = Bars.NONE;
  private int pointed = -1;

  /** Empty; whoever chooses a bar jumps to when it begins. */
  LogHistogram(Texts texts, Consumer<Instant> jump) {
    super("log-histogram");
    this.texts = texts;
    this.jump = jump;
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setFocusTraversable(true);
    Tooltip.install(this, tooltip);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(barAt(event.getX())));
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> point(-1));
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          point(barAt(event.getX()));
          jump();
        });
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    say();
  }

  void show(Bars changed) {
    if (!changed.equals(bars)) {
      bars = changed;
      pointed = Math.min(pointed, bars.bars().size() - 1);
      requestLayout();
    }
  }

  private void onKey(KeyEvent event) {
    int last = bars.bars().size() - 1;
    if (event.getCode() == KeyCode.LEFT) {
      point(Math.max(0, (pointed < 0 ? last + 1 : pointed) - 1));
      event.consume();
    } else if (event.getCode() == KeyCode.RIGHT) {
      point(Math.min(last, pointed + 1));
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      jump();
      event.consume();
    }
  }

  private void point(int bar) {
    pointed = Math.min(bar, bars.bars().size() - 1);
    say();
    requestLayout();
  }

  private void jump() {
    if (pointed >= 0) {
      jump.accept(bars.beginOf(pointed));
    }
  }

  private void say() {
    String said = pointed < 0 ? texts.get("log.histogram") : said(pointed);
    tooltip.setText(said);
    setAccessibleText(said);
  }

  private String said(int index) {
    Bars.Bar bar = bars.bars().get(index);
    return texts.get(
        "log.histogram.bar",
        TimeText.timeOfDay(bars.beginOf(index)),
        TimeText.timeOfDay(bars.beginOf(index + 1)),
        Texts.number(bar.errors()),
        Texts.number(bar.warnings()),
        Texts.number(bar.others()));
  }

  private double barWidth() {
    return Math.min(WIDEST, getWidth() / Math.max(1, bars.bars().size()));
  }

  private int barAt(double x) {
    int bar = (int) (x / barWidth());
    return bar < bars.bars().size() ? bar : -1;
  }

  @Override
  void draw(GraphicsContext pen, double width, double height) {
    double each = barWidth();
    double room = height - SCALE;
    double gap = each > 4 ? 1 : 0;
    int highest = Math.max(1, bars.highest());
    for (int i = 0; i < bars.bars().size(); i++) {
      Bars.Bar bar = bars.bars().get(i);
      double x = i * each;
      if (i == pointed) {
        fill(pen, chosen, x, 0, each, room);
      }
      double y = room;
      y = stack(pen, error, bar.errors(), highest, x, y, each - gap, room);
      y = stack(pen, warning, bar.warnings(), highest, x, y, each - gap, room);
      stack(pen, other, bar.others(), highest, x, y, each - gap, room);
    }
    drawTimes(pen, each * bars.bars().size(), height);
  }

  private static double stack(
      GraphicsContext pen,
      Rectangle ink,
      int count,
      int highest,
      double x,
      double y,
      double width,
      double room) {
    if (count == 0) {
      return y;
    }
    double height = Math.max(LEAST, room * count / highest);
    double top = Math.max(0, y - height);
    fill(pen, ink, x, top, width, y - top);
    return top;
  }

  private void drawTimes(GraphicsContext pen, double end, double height) {
    if (bars.bars().isEmpty()) {
      return;
    }
    pen.setFill(writing.getFill());
    pen.setFont(Font.font(10));
    pen.setTextAlign(TextAlignment.LEFT);
    pen.fillText(TimeText.timeOfDay(bars.begin()), 0, height - 2);
    if (end > 140) {
      pen.setTextAlign(TextAlignment.RIGHT);
      pen.fillText(TimeText.timeOfDay(bars.beginOf(bars.bars().size())), end, height - 2);
    }
  }
}
