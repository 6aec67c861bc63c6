package dev.signalbox.ui.fleet;

import dev.signalbox.ui.workspace.ZoomPane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** What the keys do wherever the keyboard is. FX thread. */
final class FleetKeys {
  private static final KeyCombination.Modifier MOD = KeyCombination.SHORTCUT_DOWN;
  private static final KeyCombination.Modifier SHIFT = KeyCombination.SHIFT_DOWN;
  private static final String FIND = "/";

  private final Map<KeyCombination, Runnable> keys = new LinkedHashMap<>();
  private final FleetView view;

  FleetKeys(FleetView view, ZoomPane zoom, Runnable close) {
    this.view = view;
    on(KeyCode.F, view::focusFilter, MOD);
    on(KeyCode.F1, view::toggleKeys);
    on(KeyCode.F6, () -> view.focusRegion(1));
    on(KeyCode.F6, () -> view.focusRegion(-1), SHIFT);
    on(KeyCode.F8, () -> view.goToTrouble(1));
    on(KeyCode.F8, () -> view.goToTrouble(-1), SHIFT);
    for (KeyCode plus : List.of(KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD)) {
      on(plus, zoom::zoomIn, MOD);
      on(plus, zoom::zoomIn, MOD, SHIFT);
    }
    for (KeyCode minus : List.of(KeyCode.MINUS, KeyCode.SUBTRACT)) {
      on(minus, zoom::zoomOut, MOD);
    }
    for (KeyCode zero : List.of(KeyCode.DIGIT0, KeyCode.NUMPAD0)) {
      on(zero, zoom::zoomAsUsual, MOD);
    }
    on(KeyCode.W, close, MOD);
    on(KeyCode.Q, close, MOD);
  }

  private void on(KeyCode code, Runnable action, KeyCombination.Modifier... modifiers) {
    keys.put(new KeyCodeCombination(code, modifiers), action);
  }

  void install(Scene scene) {
    scene.getAccelerators().putAll(keys);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::onPressed);
    scene.addEventFilter(KeyEvent.KEY_TYPED, event -> onTyped(scene, event));
  }

  private void onPressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && view.escape()) {
      event.consume();
    }
  }

  /** By the sign and not by the key: it is another one on many keyboards. */
  private void onTyped(Scene scene, KeyEvent event) {
    if (FIND.equals(event.getCharacter()) && !(scene.getFocusOwner() instanceof TextInputControl)) {
      view.focusFilter();
      event.consume();
    }
  }
}
