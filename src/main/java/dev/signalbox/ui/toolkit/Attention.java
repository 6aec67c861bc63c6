package dev.signalbox.ui.toolkit;

import javafx.event.EventHandler;
import javafx.scene.input.InputEvent;
import javafx.scene.input.MouseEvent;

/**
 * Tells of whatever the operator does: a filter for all events of a scene. A mouse that rests is
 * told to enter and leave, and to move, whenever something under it is laid out anew; that is
 * nobody's doing.
 *
 * <p>Threading: FX thread.
 */
public final class Attention implements EventHandler<InputEvent> {
  private final Runnable noticed;
  private double x = Double.NaN;
  private double y = Double.NaN;

  /** Tells that. */
  public Attention(Runnable noticed) {
    this.noticed = noticed;
  }

  @Override
  public void handle(InputEvent event) {
    if (!(event instanceof MouseEvent mouse) || isMoved(mouse)) {
      noticed.run();
    }
  }

  private boolean isMoved(MouseEvent mouse) {
    boolean pressed = mouse.getEventType() == MouseEvent.MOUSE_PRESSED;
    boolean elsewhere = mouse.getScreenX() != x || mouse.getScreenY() != y;
    x = mouse.getScreenX();
    y = mouse.getScreenY();
    return pressed || elsewhere;
  }
}
