package dev.signalbox.ui.workspace;

import dev.signalbox.ui.quiet.Quiet;
import dev.signalbox.ui.toolkit.Theme;
import java.util.Optional;
import java.util.Properties;

/**
 * How the operator has arranged the window. An immutable value.
 *
 * @param bounds where it was; empty if it never was anywhere
 * @param objectsDivider how much of the width the list has beside the page, from 0 to 1
 * @param logDivider how much of the height is above the log, from 0 to 1
 * @param dense whether objects lie in one row each
 * @param zoom in per cent
 * @param quiet what is to be quiet, and when
 */
public record Workspace(
    Optional<Bounds> bounds,
    boolean maximized,
    double objectsDivider,
    double logDivider,
    boolean dense,
    Theme.Choice theme,
    int zoom,
    Quiet quiet) {
  public static final int LEAST_ZOOM = 80;
  public static final int USUAL_ZOOM = 100;
  public static final int MOST_ZOOM = 200;

  public static final Workspace DEFAULT =
      new Workspace(
          Optional.empty(), false, 0.58, 0.66, false, Theme.Choice.AUTO, USUAL_ZOOM, Quiet.NONE);

  /** A window's place on the screens, in their pixels. */
  public record Bounds(double x, double y, double width, double height) {}

  /** The same for a window that lies there, in these colours and of that size. */
  public Workspace with(
      Optional<Bounds> place, boolean isMaximized, Theme.Choice colours, int percent) {
    return new Workspace(
        place, isMaximized, objectsDivider, logDivider, dense, colours, percent, quiet);
  }

  /** As lines of a file. */
  Properties toProperties() {
    Properties lines = new Properties();
    bounds.ifPresent(
        b ->
            lines.setProperty(
                "bounds", "%s %s %s %s".formatted(b.x(), b.y(), b.width(), b.height())));
    lines.setProperty("maximized", Boolean.toString(maximized));
    lines.setProperty("objects.divider", Double.toString(objectsDivider));
    lines.setProperty("log.divider", Double.toString(logDivider));
    lines.setProperty("dense", Boolean.toString(dense));
    lines.setProperty("theme", theme.name());
    lines.setProperty("zoom", Integer.toString(zoom));
    quiet.writeTo(lines);
    return lines;
  }

  /**
   * What such lines say; those that are missing say the usual.
   *
   * @throws IllegalArgumentException if one of them makes no sense
   */
  static Workspace of(Properties lines) {
    return new Workspace(
        Optional.ofNullable(lines.getProperty("bounds")).map(Workspace::bounds),
        Boolean.parseBoolean(lines.getProperty("maximized")),
        share(lines.getProperty("objects.divider", Double.toString(DEFAULT.objectsDivider()))),
        share(lines.getProperty("log.divider", Double.toString(DEFAULT.logDivider()))),
        Boolean.parseBoolean(lines.getProperty("dense")),
        Theme.Choice.valueOf(lines.getProperty("theme", DEFAULT.theme().name())),
        Math.clamp(
            Integer.parseInt(lines.getProperty("zoom", Integer.toString(USUAL_ZOOM))),
            LEAST_ZOOM,
            MOST_ZOOM),
        Quiet.of(lines));
  }

  private static Bounds bounds(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("bounds are four numbers, not “%s”".formatted(text));
    }
    return new Bounds(finite(parts[0]), finite(parts[1]), finite(parts[2]), finite(parts[3]));
  }

  private static double share(String text) {
    return Math.clamp(finite(text), 0, 1);
  }

  private static double finite(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not a number: “%s”".formatted(text));
    }
    return number;
  }
}
