package dev.signalbox.ui.log;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/**
 * Which parts of the log there is room for, and where: where there is little the lines get it. FX
 * thread only.
 *
 * @param card all of it, whose height decides
 * @param split has the lines, and the details below or beside them
 * @param times shows when lines came
 */
record LogArrangement(Region card, SplitPane split, Node details, Node times) {
  /** Where there is less room, what helps makes place for the lines. */
  private static final double ROOMY = 250;

  /** Where there is more, details lie below the lines instead of beside them. */
  private static final double HIGH = 460;

  private static final double BESIDE = 0.66;
  private static final double BELOW = 0.72;

  boolean isRoomy() {
    return card.getHeight() >= ROOMY;
  }

  /** With those parts that the operator wants. */
  void arrange(boolean withTimes, boolean withDetails) {
    times.setVisible(isRoomy() && withTimes);
    times.setManaged(isRoomy() && withTimes);
    Orientation wanted = card.getHeight() < HIGH ? Orientation.HORIZONTAL : Orientation.VERTICAL;
    boolean there = split.getItems().contains(details);
    if (withDetails != there || split.getOrientation() != wanted) {
      split.setOrientation(wanted);
      split.getItems().remove(details);
      if (withDetails) {
        split.getItems().add(details);
        split.setDividerPositions(wanted == Orientation.HORIZONTAL ? BESIDE : BELOW);
      }
    }
  }
}
