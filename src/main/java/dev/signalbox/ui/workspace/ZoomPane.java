package dev.signalbox.ui.workspace;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * Shows its content larger or smaller. What does not fit any more could not be read at all, so a
 * small window is enlarged only as far as it has room.
 */
public final class ZoomPane extends Region {
  private static final double LEAST_WIDTH = 760;
  private static final double LEAST_HEIGHT = 540;
  private static final int STEP = 10;
  private static final double NARROW = 1100;
  private static final PseudoClass NARROW_WINDOW = PseudoClass.getPseudoClass("narrow");

  private final Parent content;
  private final Scale scale = new Scale(1, 1);
  private final ReadOnlyDoubleWrapper roomWidth = new ReadOnlyDoubleWrapper();
  private int zoom = Workspace.USUAL_ZOOM;

  public ZoomPane(Parent content) {
    this.content = content;
    content.getTransforms().add(scale);
    getChildren().add(content);
  }

  /** In per cent, as asked for. */
  public int zoom() {
    return zoom;
  }

  /** In per cent; kept within what can be read. */
  public void setZoom(int percent) {
    zoom = Math.clamp(percent, Workspace.LEAST_ZOOM, Workspace.MOST_ZOOM);
    requestLayout();
  }

  /** Marks a node whenever the content is so narrow that it is styled otherwise. */
  public void followNarrowness(Node node) {
    roomWidth.subscribe(
        width -> node.pseudoClassStateChanged(NARROW_WINDOW, width.doubleValue() < NARROW));
  }

  /** As large as usual. */
  public void zoomAsUsual() {
    setZoom(Workspace.USUAL_ZOOM);
  }

  public void zoomIn() {
    setZoom(zoom + STEP);
  }

  public void zoomOut() {
    setZoom(zoom - STEP);
  }

  /** How wide the content is, in its own units. */
  public ReadOnlyDoubleProperty roomWidthProperty() {
    return roomWidth.getReadOnlyProperty();
  }

  @Override
  protected void layoutChildren() {
    double fitting = Math.min(getWidth() / LEAST_WIDTH, getHeight() / LEAST_HEIGHT);
    double factor = Math.min(zoom / 100.0, Math.max(1, fitting));
    scale.setX(factor);
    scale.setY(factor);
    roomWidth.set(getWidth() / factor);
    content.resizeRelocate(0, 0, getWidth() / factor, getHeight() / factor);
  }
}
