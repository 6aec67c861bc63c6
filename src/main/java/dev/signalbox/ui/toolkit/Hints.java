package dev.signalbox.ui.toolkit;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.event.EventHandler;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;

/**
 * What pressing something will do now, for one line of the window: of what the mouse is over, else
 * of what has the keyboard. A screen reader hears the same as help. FX thread.
 */
public final class Hints {
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private Optional<Hinted> hovered = Optional.empty();
  private Optional<Hinted> focused = Optional.empty();

  private record Hinted(Node node, Supplier<Optional<String>> effect) {
    boolean isThere() {
      return node.getScene() != null;
    }
  }

  /**
   * Tells the effect of a node while the mouse is over it or the keyboard at it.
   *
   * @param effect in one line, or why pressing it does nothing; empty if there is nothing to press.
   *     Asked anew whenever something may have changed.
   */
  public void of(Node node, Supplier<Optional<String>> effect) {
    whileFocused(node, effect);
    Hinted hinted = new Hinted(node, effect);
    node.hoverProperty().subscribe(on -> hover(hinted, on));
    EventHandler<MouseEvent> watch = event -> watch(hinted, event);
    node.parentProperty()
        .subscribe(
            (before, parent) -> {
              if (before != null) {
                before.removeEventFilter(MouseEvent.ANY, watch);
              }
              if (parent != null) {
                parent.addEventFilter(MouseEvent.ANY, watch);
              }
            });
    if (node.getParent() != null) {
      node.getParent().addEventFilter(MouseEvent.ANY, watch);
    }
  }

  /** What is disabled hears nothing of the mouse; what it lies in does. */
  private void watch(Hinted hinted, MouseEvent event) {
    if (event.getEventType() == MouseEvent.MOUSE_EXITED) {
      hover(hinted, false);
    } else if (hinted.node().isDisabled()) {
      Point2D place = hinted.node().sceneToLocal(event.getSceneX(), event.getSceneY());
      hover(hinted, hinted.node().contains(place));
    }
  }

  private void hover(Hinted hinted, boolean on) {
    hovered =
        on ? Optional.of(hinted) : hovered.filter(other -> !other.node().equals(hinted.node()));
    refresh();
  }

  /** The same while the keyboard is at it, and not for the mouse: of what holds other buttons. */
  public void whileFocused(Node node, Supplier<Optional<String>> effect) {
    Hinted hinted = new Hinted(node, effect);
    node.focusedProperty()
        .subscribe(
            on -> {
              focused =
                  on ? Optional.of(hinted) : focused.filter(other -> !other.node().equals(node));
              refresh();
            });
  }

  /** Something has changed, if only the time. */
  public void refresh() {
    text.set(told(hovered).or(() -> told(focused)).orElse(""));
  }

  private static Optional<String> told(Optional<Hinted> hinted) {
    Optional<Hinted> there = hinted.filter(Hinted::isThere);
    Optional<String> effect = there.flatMap(one -> one.effect().get());
    there.ifPresent(one -> one.node().setAccessibleHelp(effect.orElse(null)));
    return effect;
  }

  /** Empty while there is nothing to tell. */
  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }
}
