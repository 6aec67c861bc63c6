package dev.signalbox.ui.workspace;

import dev.signalbox.ui.workspace.Workspace.Bounds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Puts a window back where it was, as long as it can be seen and gripped there. FX thread. */
public final class Placement {
  /** So much of a window's upper edge must be on a screen for a hand to find it. */
  private static final double GRIP_WIDTH = 120;

  private static final double GRIP_HEIGHT = 24;

  /** As much as a window's frame takes on any platform. */
  private static final double FRAME = 48;

  private Placement() {}

  /** Where it is to open; empty if it would be out of sight. */
  static Optional<Bounds> visible(Bounds wanted, List<Rectangle2D> screens) {
    return screens.stream()
        .filter(screen -> isGrippable(wanted, screen))
        .findFirst()
        .map(screen -> fitted(wanted, screen));
  }

  private static boolean isGrippable(Bounds wanted, Rectangle2D screen) {
    double shown =
        Math.min(wanted.x() + wanted.width(), screen.getMaxX())
            - Math.max(wanted.x(), screen.getMinX());
    return shown >= GRIP_WIDTH
        && wanted.y() >= screen.getMinY() - 1
        && wanted.y() + GRIP_HEIGHT <= screen.getMaxY();
  }

  private static Bounds fitted(Bounds wanted, Rectangle2D screen) {
    // What is as large as the screen fills it, wherever it began.
    boolean wide = wanted.width() >= screen.getWidth();
    boolean high = wanted.height() >= screen.getHeight();
    return new Bounds(
        wide ? screen.getMinX() : wanted.x(),
        high ? screen.getMinY() : wanted.y(),
        wide ? screen.getWidth() : wanted.width(),
        high ? screen.getHeight() : wanted.height());
  }

  /**
   * Where it was, or where the platform puts it; never larger than the screen, and never smaller
   * than the window may be.
   */
  public static void restore(Stage stage, Workspace workspace) {
    workspace
        .bounds()
        .flatMap(
            bounds ->
                visible(bounds, Screen.getScreens().stream().map(Screen::getVisualBounds).toList()))
        .ifPresentOrElse(
            bounds -> {
              stage.setX(bounds.x());
              stage.setY(bounds.y());
              stage.setWidth(Math.max(stage.getMinWidth(), bounds.width()));
              stage.setHeight(Math.max(stage.getMinHeight(), bounds.height()));
            },
            () -> {
              Rectangle2D screen = Screen.getPrimary().getVisualBounds();
              bounded(stage.getScene().getWidth(), screen.getWidth()).ifPresent(stage::setWidth);
              bounded(stage.getScene().getHeight(), screen.getHeight()).ifPresent(stage::setHeight);
            });
    stage.setMaximized(workspace.maximized());
  }

  /**
   * What a window with its frame has of a screen that has no room for its usual content and the
   * frame around that; empty if it has.
   */
  static OptionalDouble bounded(double content, double screen) {
    return content + FRAME > screen ? OptionalDouble.of(screen) : OptionalDouble.empty();
  }
}
