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

  /** Disables a button or frees it; the keyboard waits at its home meanwhile if it was there. */
  public static void setDisabled(Button button, boolean disabled, Node home) {
    if (disabled && button.isFocused()) {
      home.requestFocus();
    }
    button.setDisable(disabled);
  }

  /** Hides a button or shows it; the keyboard goes to its home if it was there. */
  public static void setShown(Button button, boolean shown, Node home) {
    if (!shown && button.isFocused()) {
      home.requestFocus();
    }
    button.setVisible(shown);
    button.setManaged(shown);
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
