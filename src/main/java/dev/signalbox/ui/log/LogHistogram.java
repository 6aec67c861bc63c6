package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.Bars;
import dev.signalbox.ui.log.lines.TimeRange;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * How many of the lines shown there were when. A click, or Enter, goes there; what is drawn over,
 * or walked over with Shift, is the only time whose lines are shown.
 */
final class LogHistogram extends Drawing {
  private static final double HEIGHT = 40;
  private static final double SCALE = 12;
  private static final double WIDEST = 24;

  /** Even one line has to be seen among thousands. */
  private static final double LEAST = 2;

  private final Texts texts;
  private final Consumer<Instant> jump;
  private final Consumer<TimeRange> narrow;
  private final Tooltip tooltip = new Tooltip();
  private final Rectangle error = ink("ink-error");
  private final Rectangle warning = ink("ink-warning");
  private final Rectangle other = ink("ink-other");
  private final Rectangle chosen = ink("ink-chosen");
  private final Rectangle writing = ink("ink-writing");
  private Bars bars = Bars.NONE;
  private int pointed = -1;

  /** Where a range was begun: a moment, because bars become others while lines come. */
  private Optional<Instant> anchor = Optional.empty();

  private Optional<TimeRange> range = Optional.empty();

  /**
   * Empty.
   *
   * @param jump is given when a bar begins that was chosen
   * @param narrow is given the time of several
   */
  LogHistogram(Texts texts, Consumer<Instant> jump, Consumer<TimeRange> narrow) {
    super("log-histogram");
    this.texts = texts;
    this.jump = jump;
    this.narrow = narrow;
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setFocusTraversable(true);
    Tooltip.install(this, tooltip);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(barAt(event.getX())));
    addEventHandler(MouseEvent.MOUSE_EXITED, this::leave);
    addEventHandler(MouseEvent.MOUSE_PRESSED, event -> begin(nearest(event.getX())));
    addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> extend(nearest(event.getX())));
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::onReleased);
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

  /** A drag may go on outside. */
  private void leave(MouseEvent event) {
    if (!event.isPrimaryButtonDown()) {
      point(-1);
    }
  }

  private void onReleased(MouseEvent event) {
    if (event.isStillSincePress()) {
      forget();
      point(barAt(event.getX()));
      jump();
    } else {
      choose();
    }
  }

  private void onKey(KeyEvent event) {
    int last = bars.bars().size() - 1;
    boolean known = true;
    switch (event.getCode()) {
      case LEFT -> walk(Math.max(0, (pointed < 0 ? last + 1 : pointed) - 1), event.isShiftDown());
      case RIGHT -> walk(Math.min(last, pointed + 1), event.isShiftDown());
      case ENTER -> choose();
      case ESCAPE -> {
        known = range.isPresent();
        forget();
      }
      default -> known = false;
    }
    if (known) {
      event.consume();
    }
  }

  private void walk(int bar, boolean extending) {
    if (!extending) {
      forget();
      point(bar);
      return;
    }
    if (anchor.isEmpty()) {
      begin(pointed < 0 ? bar : pointed);
    }
    extend(bar);
  }

  private void begin(int bar) {
    range = Optional.empty();
    anchor = Optional.of(bar).filter(index -> index >= 0).map(bars::beginOf);
  }

  /** The range goes from where it was begun to there. */
  private void extend(int bar) {
    range = anchor.filter(_ -> bar >= 0).map(moment -> bars.between(bars.indexAt(moment), bar));
    point(bar);
  }

  private void forget() {
    anchor = Optional.empty();
    range = Optional.empty();
    say();
    requestLayout();
  }

  /** What was drawn over is what is shown from now on; without that, it goes to the one bar. */
  private void choose() {
    Optional<TimeRange> wanted = range;
    forget();
    if (wanted.isPresent()) {
      point(-1);
      narrow.accept(wanted.get());
    } else {
      jump();
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
    String said =
        range
            .map(wanted -> said("log.histogram.range", wanted))
            .or(
                () ->
                    pointed < 0
                        ? Optional.empty()
                        : Optional.of(said("log.histogram.bar", bars.between(pointed, pointed))))
            .orElseGet(() -> texts.get("log.histogram"));
    tooltip.setText(said);
    setAccessibleText(said);
  }

  private String said(String key, TimeRange time) {
    Bars.Bar sum = bars.sum(time);
    return texts.get(
        key,
        TimeText.timeOfDay(time.from()),
        TimeText.timeOfDay(time.to()),
        sum.errors(),
        sum.warnings(),
        sum.others());
  }

  private double barWidth() {
    return Math.min(WIDEST, getWidth() / Math.max(1, bars.bars().size()));
  }

  private int barAt(double x) {
    int bar = (int) (x / barWidth());
    return bar < bars.bars().size() ? bar : -1;
  }

  /** A drag that goes beyond the first or the last bar ends there. */
  private int nearest(double x) {
    int last = bars.bars().size() - 1;
    return Math.clamp((long) Math.floor(x / barWidth()), Math.min(0, last), last);
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
      if (isMarked(i)) {
        fill(pen, chosen, x, 0, each, room);
      }
      double y = room;
      y = stack(pen, error, bar.errors(), highest, x, y, each - gap, room);
      y = stack(pen, warning, bar.warnings(), highest, x, y, each - gap, room);
      stack(pen, other, bar.others(), highest, x, y, each - gap, room);
    }
    range.ifPresent(wanted -> drawEdges(pen, wanted, each, room));
    drawTimes(pen, each * bars.bars().size(), height);
  }

  private boolean isMarked(int bar) {
    Instant begin = bars.beginOf(bar);
    return bar == pointed || range.filter(wanted -> wanted.contains(begin)).isPresent();
  }

  /** Where it begins and ends is told by lines, and not by the colour behind the bars alone. */
  private void drawEdges(GraphicsContext pen, TimeRange wanted, double each, double room) {
    double begin = bars.indexAt(wanted.from()) * each;
    double end = bars.indexAt(wanted.to().minusMillis(1)) * each + each;
    for (double x : new double[] {begin, Math.max(begin + 1, end - 1)}) {
      fill(pen, writing, x, 0, 1, room);
    }
    fill(pen, writing, begin, 0, end - begin, 1);
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
