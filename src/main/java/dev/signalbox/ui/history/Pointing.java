package dev.signalbox.ui.history;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;

/**
 * The moment that the mouse is at, and the time that it draws over with its button held down. FX
 * thread.
 */
final class Pointing {
  /** What comes of it. */
  interface Listener {
    /** The moment, or the time, is another one. */
    void pointed();

    /** That time was drawn over. */
    void drawnOver(Instant from, Instant to);
  }

  private final Supplier<TimeAxis> axis;
  private final double names;
  private final Listener listener;
  private Optional<Instant> at = Optional.empty();

  /** Where the time began that is being drawn over; empty while none is. */
  private Optional<Instant> begun = Optional.empty();

  /**
   * Points at nothing yet.
   *
   * @param axis the one that is shown
   * @param names the room at its left
   */
  Pointing(Supplier<TimeAxis> axis, double names, Listener listener) {
    this.axis = axis;
    this.names = names;
    this.listener = listener;
  }

  /**
   * Listens to the mouse over this.
   *
   * @param pictures whether the pictures are shown there
   */
  void install(Node area, Supplier<Boolean> pictures) {
    area.addEventFilter(MouseEvent.MOUSE_MOVED, event -> point(event.getX()));
    area.addEventFilter(MouseEvent.MOUSE_EXITED, _ -> point(-1));
    area.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        event -> begun = pictures.get() ? moment(event.getX()) : Optional.empty());
    area.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::onDragged);
    area.addEventFilter(MouseEvent.MOUSE_RELEASED, this::onReleased);
  }

  private void onDragged(MouseEvent event) {
    if (begun.isPresent()) {
      // Beyond its ends the axis goes on no further.
      at = Optional.of(axis.get().at(event.getX() - names));
      listener.pointed();
      event.consume();
    }
  }

  private void onReleased(MouseEvent event) {
    Optional<Instant> from = begun;
    begun = Optional.empty();
    listener.pointed();
    if (from.isPresent() && at.isPresent() && !event.isStillSincePress()) {
      Instant one = from.get();
      Instant other = at.get();
      listener.drawnOver(one.isBefore(other) ? one : other, one.isBefore(other) ? other : one);
    }
  }

  /** The mouse is there, counted from the left edge. */
  void point(double x) {
    at = moment(x);
    listener.pointed();
  }

  /** The moment at that place; empty beside the axis. */
  private Optional<Instant> moment(double x) {
    double place = x - names;
    return place < 0 || place > axis.get().width()
        ? Optional.empty()
        : Optional.of(axis.get().at(place));
  }

  /** Something else is looked at. */
  void forget() {
    at = Optional.empty();
  }

  Optional<Instant> at() {
    return at;
  }

  Optional<Instant> begun() {
    return begun;
  }
}
