package dev.signalbox.ui.connections;

import java.time.Duration;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** One phase on the common scale: how long it took, how long is usual, where it is given up. */
final class RungBar extends Pane {
  private static final double HEIGHT = 14;
  private static final double THINNEST = 2;

  private final Ladder ladder;
  private final Ladder.Line line;
  private final Region usual = region("rung-usual");
  private final Region took;
  private final Region limit = region("rung-limit");

  RungBar(Ladder ladder, Ladder.Line line) {
    this.ladder = ladder;
    this.line = line;
    this.took =
        region(
            switch (line.mark()) {
              case USUAL, UNDER_WAY -> "rung-took";
              case SLOW -> "rung-slow";
              case BROKEN -> "rung-broken";
            });
    usual.setVisible(line.usual().isPresent());
    limit.setVisible(ladder.limit().compareTo(ladder.scale()) <= 0);
    setAccessibleRole(AccessibleRole.TEXT);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    getStyleClass().add("rung");
    getChildren().addAll(usual, took, limit);
  }

  private static Region region(String styleClass) {
    Region region = new Region();
    region.getStyleClass().add(styleClass);
    return region;
  }

  @Override
  protected void layoutChildren() {
    double begin = x(line.from());
    double room = Math.max(THINNEST, getWidth() - begin);
    double height = getHeight();
    took.resizeRelocate(begin, 3, Math.min(room, length(line.took())), height - 6);
    usual.resizeRelocate(
        begin, 0, Math.min(room, length(line.usual().orElse(Duration.ZERO))), height);
    limit.resizeRelocate(x(ladder.limit()) - THINNEST, 0, THINNEST, height);
  }

  private double length(Duration duration) {
    return Math.max(THINNEST, x(duration));
  }

  private double x(Duration duration) {
    return getWidth() * duration.toNanos() / ladder.scale().toNanos();
  }
}
