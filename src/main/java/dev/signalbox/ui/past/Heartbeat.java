package dev.signalbox.ui.past;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.util.Subscription;

/**
 * The last quarter of an hour of one object in the width of a thumb: a tick for each half minute,
 * told apart by its shape. It draws itself anew when a tick has changed, and at no other time.
 */
public final class Heartbeat extends Canvas {
  private static final Duration TICK = Duration.ofSeconds(30);
  private static final int TICKS = 30;
  private static final double PITCH = 3;
  private static final double TALL = 14;

  private final PastModel past;
  private final Paints paints;
  private Optional<Subject> subject = Optional.empty();
  private List<Signal> drawn = List.of();
  private Subscription following = Subscription.EMPTY;

  /** Of nothing yet. */
  public Heartbeat(PastModel past, Paints paints) {
    super(TICKS * PITCH, TALL);
    this.past = past;
    this.paints = paints;
    getStyleClass().add("heartbeat");
  }

  /** Shows this object from now on, or nothing. */
  public void show(Optional<Subject> next) {
    following.unsubscribe();
    subject = next;
    drawn = List.of();
    following =
        next.isEmpty()
            ? Subscription.EMPTY
            : Subscription.combine(
                past.pastProperty().subscribe(this::refresh),
                past.nowProperty().subscribe(this::refresh),
                past.viewedProperty().subscribe(this::refresh),
                paints.changesProperty().subscribe(_ -> redraw()));
    if (next.isEmpty()) {
      getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    } else {
      refresh();
    }
  }

  private void redraw() {
    drawn = List.of();
    refresh();
  }

  private void refresh() {
    subject.ifPresent(
        shown -> {
          Instant end = past.viewedProperty().get().orElse(past.nowProperty().get());
          List<Signal> ticks = ticks(past.pastProperty().get(), shown, end);
          if (!ticks.equals(drawn)) {
            drawn = ticks;
            draw();
          }
        });
  }

  /** Half minutes begin with the clock's, so that a tick does not change while it moves. */
  static List<Signal> ticks(Past past, Subject subject, Instant now) {
    long last = Math.floorDiv(now.getEpochSecond(), TICK.toSeconds());
    Instant from = Instant.ofEpochSecond((last - TICKS + 1) * TICK.toSeconds());
    Instant end = from.plus(TICK.multipliedBy(TICKS));
    List<Segment> known = past.strip(subject, from, now).segments();
    return new Strip(from, end, known).columns(TICKS);
  }

  private void draw() {
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    for (int i = 0; i < drawn.size(); i++) {
      draw(g, drawn.get(i), i * PITCH);
    }
  }

  private void draw(GraphicsContext g, Signal signal, double x) {
    g.setFill(paints.of(signal.tone()));
    switch (signal) {
      case FAILED -> g.fillRect(x, 0, PITCH, TALL);
      case LOST -> {
        g.fillRect(x, 0, PITCH - 1, TALL / 2 - 1);
        g.fillRect(x, TALL / 2 + 1, PITCH - 1, TALL / 2 - 1);
      }
      case PASSING -> g.fillRect(x, TALL / 2, 1, TALL / 2);
      case WELL -> g.fillRect(x, 2, 1, TALL - 4);
      case STANDING_BY -> {
        g.fillRect(x, TALL / 2 - 1, 2, 1);
        g.fillRect(x, TALL / 2 + 1, 2, 1);
      }
      case IDLE -> g.fillRect(x, TALL / 2, 2, 1);
      case ASLEEP, NOT_RUNNING, UNKNOWN -> {
        g.setFill(paints.of(Tone.MUTED));
        g.fillRect(x, TALL - 1, 1, 1);
      }
    }
  }
}
