package dev.signalbox.ui.toolkit;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;

/**
 * A button whose action changes with the state of the object it belongs to. While it offers nothing
 * the keyboard waits at that object, instead of wandering off to the button of another one, and
 * comes back with the next action.
 */
public final class ActionButton {
  private final Button button;
  private final Node home;
  private boolean keyboardWaits;

  /**
   * Takes over the button.
   *
   * @param home the object's own node, which contains the button
   */
  public ActionButton(Button button, Node home) {
    this.button = button;
    this.home = home;
  }

  /** Shows this action; without one there is no button. */
  public void show(Optional<? extends Action<?>> action) {
    boolean usable = action.flatMap(Action::command).isPresent();
    if (!usable && button.isFocused()) {
      // Before it is disabled: the toolkit would pass the keyboard on to whatever comes next.
      home.requestFocus();
      keyboardWaits = true;
    }
    action.ifPresent(shown -> button.setText(shown.label()));
    button.setDisable(!usable);
    button.setVisible(action.isPresent());
    button.setManaged(action.isPresent());
    if (usable && keyboardWaits) {
      keyboardWaits = false;
      if (home.isFocused()) {
        button.requestFocus();
      }
    }
  }
}
