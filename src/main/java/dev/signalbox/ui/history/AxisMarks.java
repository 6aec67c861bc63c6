package dev.signalbox.ui.history;

import java.time.Instant;
import java.util.Optional;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;

/**
 * What lies over all pictures: where the mouse is, the moment that is looked at, and the time that
 * is being drawn over. FX thread.
 */
final class AxisMarks {
  private final Pane overlay;
  private final double names;
  private final Line crosshair = line("crosshair");
  private final Line moment = line("moment");
  private final Rectangle band = new Rectangle();

  /**
   * None yet.
   *
   * @param overlay lies over the pictures
   * @param names the room at their left
   */
  AxisMarks(Pane overlay, double names) {
    this.overlay = overlay;
    this.names = names;
    band.getStyleClass().add("band");
    band.setVisible(false);
    overlay.getChildren().setAll(band, crosshair, moment);
  }

  private static Line line(String style) {
    Line line = new Line();
    line.getStyleClass().add(style);
    line.setVisible(false);
    return line;
  }

  void showCursor(Optional<Instant> at, TimeAxis axis) {
    draw(crosshair, at, axis);
  }

  /** What is older than the axis has no place on it. */
  void showMoment(Optional<Instant> at, TimeAxis axis) {
    draw(moment, at.filter(viewed -> !viewed.isBefore(axis.from())), axis);
  }

  void showBand(Optional<Instant> from, Optional<Instant> to, TimeAxis axis) {
    band.setVisible(from.isPresent() && to.isPresent());
    if (band.isVisible()) {
      double begin = place(from.orElseThrow(), axis);
      double end = place(to.orElseThrow(), axis);
      band.setX(Math.min(begin, end));
      band.setWidth(Math.abs(end - begin));
      band.setHeight(overlay.getHeight());
    }
  }

  private void draw(Line mark, Optional<Instant> at, TimeAxis axis) {
    mark.setVisible(at.isPresent());
    at.ifPresent(
        shown -> {
          double x = Math.floor(place(shown, axis)) + 0.5;
          mark.setStartX(x);
          mark.setEndX(x);
          mark.setEndY(overlay.getHeight());
        });
  }

  private double place(Instant at, TimeAxis axis) {
    return names + Math.clamp(axis.x(at), 0, axis.width());
  }
}
