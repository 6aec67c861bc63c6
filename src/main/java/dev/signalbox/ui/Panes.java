package dev.signalbox.ui;

import dev.signalbox.ui.workspace.Workspace;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/** The list, the page and the log, and how they share the window. FX thread. */
final class Panes {
  /** So much room the words of a track plan need. */
  private static final double WIDE = 520;

  private static final double USUAL = 300;
  private static final double DIVIDER = 16;

  private final SplitPane outer;
  private final SplitPane upper;
  private final Node log;
  private final ReadOnlyBooleanWrapper logWhole = new ReadOnlyBooleanWrapper();
  private Optional<Double> objectsDivider = Optional.empty();
  private double logDivider = Workspace.DEFAULT.logDivider();

  /** Takes over panes that are filled. */
  Panes(SplitPane outer, SplitPane upper, Node log) {
    this.outer = outer;
    this.upper = upper;
    this.log = log;
    // A larger window gives its room to what is above the log, and to the page.
    SplitPane.setResizableWithParent(log, true);
    upper
        .widthProperty()
        .subscribe(
            () -> {
              if (objectsDivider.isPresent()) {
                giveRoom();
              }
            });
  }

  void restore(Workspace workspace) {
    logDivider = workspace.logDivider();
    outer.setDividerPositions(logDivider);
    upper.setDividerPositions(workspace.objectsDivider());
  }

  double objectsDivider() {
    return objectsDivider.orElseGet(() -> upper.getDividerPositions()[0]);
  }

  /** Gives what is beside the list as much room as it needs, or the usual again. */
  void setWide(boolean wide) {
    if (wide == objectsDivider.isPresent()) {
      return;
    }
    if (wide) {
      objectsDivider = Optional.of(upper.getDividerPositions()[0]);
      giveRoom();
    } else {
      middle().setMinWidth(USUAL);
      objectsDivider.ifPresent(upper::setDividerPositions);
      objectsDivider = Optional.empty();
    }
  }

  private Region middle() {
    return (Region) upper.getItems().getLast();
  }

  /** As much as the list leaves. */
  private void giveRoom() {
    double list = upper.getItems().getFirst().minWidth(-1);
    middle().setMinWidth(Math.clamp(upper.getWidth() - list - DIVIDER, USUAL, WIDE));
  }

  double logDivider() {
    return logWhole.get() ? logDivider : outer.getDividerPositions()[0];
  }

  /** Makes the log the whole window, or gives the others their place back. */
  void setLogWhole(boolean whole) {
    if (whole == logWhole.get()) {
      return;
    }
    if (whole) {
      logDivider = outer.getDividerPositions()[0];
      outer.getItems().setAll(log);
    } else {
      outer.getItems().setAll(upper, log);
      outer.setDividerPositions(logDivider);
    }
    logWhole.set(whole);
  }

  ReadOnlyBooleanProperty logWholeProperty() {
    return logWhole.getReadOnlyProperty();
  }
}
