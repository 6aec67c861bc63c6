package dev.signalbox.ui.toolkit;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;

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
   * @param effect in one line; empty while pressing it does nothing. Asked anew whenever something
   *     may have changed.
   */
  public void of(Node node, Supplier<Optional<String>> effect) {
    Hinted hinted = new Hinted(node, effect);
    node.hoverProperty()
        .subscribe(
            on -> {
              hovered =
                  on ? Optional.of(hinted) : hovered.filter(other -> !other.node().equals(node));
              refresh();
            });
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
