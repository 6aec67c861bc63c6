package dev.signalbox.ui;

import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.log.LogController;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * What the keys do wherever the keyboard is. A control that has a use of its own for a key, such as
 * copying in a text field, comes first.
 */
final class KeyMap {
  private static final KeyCombination.Modifier MOD = KeyCombination.SHORTCUT_DOWN;
  private static final KeyCombination.Modifier SHIFT = KeyCombination.SHIFT_DOWN;
  private static final List<KeyCode> DIGITS =
      List.of(
          KeyCode.DIGIT1,
          KeyCode.DIGIT2,
          KeyCode.DIGIT3,
          KeyCode.DIGIT4,
          KeyCode.DIGIT5,
          KeyCode.DIGIT6,
          KeyCode.DIGIT7,
          KeyCode.DIGIT8,
          KeyCode.DIGIT9);

  private final Map<KeyCombination, Runnable> keys = new LinkedHashMap<>();
  private final ConsoleView view;

  KeyMap(ConsoleView view) {
    this.view = view;
    for (int i = 0; i < DIGITS.size(); i++) {
      int index = i;
      on(DIGITS.get(i), () -> view.focusConnection(index), MOD);
    }
    on(KeyCode.P, () -> view.polling().toggle(), MOD, SHIFT);
    logKeys(view.log());
    on(KeyCode.K, view::openPalette, MOD);
    on(KeyCode.COMMA, view.overlays()::openSettings, MOD);
    on(KeyCode.F, view.regions()::findObject, MOD, SHIFT);
    on(KeyCode.D, view::toggleDense, MOD, SHIFT);
    on(KeyCode.F9, view.regions()::toggleLog);
    for (KeyCode plus : List.of(KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD)) {
      on(plus, view.zoom()::zoomIn, MOD);
      on(plus, view.zoom()::zoomIn, MOD, SHIFT);
    }
    for (KeyCode minus : List.of(KeyCode.MINUS, KeyCode.SUBTRACT)) {
      on(minus, view.zoom()::zoomOut, MOD);
    }
    for (KeyCode zero : List.of(KeyCode.DIGIT0, KeyCode.NUMPAD0)) {
      on(zero, view.zoom()::zoomAsUsual, MOD);
    }
    on(KeyCode.F1, view.overlays()::toggleKeys);
    on(KeyCode.F7, view.regions()::toggleHistory);
    on(KeyCode.F4, view.regions()::togglePlan);
    on(KeyCode.H, view.overlays()::openHandover, MOD);
    on(KeyCode.M, view.overlays()::openMute, MOD);
    on(KeyCode.E, view::saveDiagnostics, MOD, SHIFT);
    on(KeyCode.F6, () -> view.regions().focus(1));
    on(KeyCode.F6, () -> view.regions().focus(-1), SHIFT);
    on(KeyCode.W, () -> view.close(new ShutdownReason.WindowClosed()), MOD);
    on(KeyCode.Q, () -> view.close(new ShutdownReason.Quit()), MOD);
  }

  private void logKeys(LogController log) {
    on(KeyCode.L, log::focusSearch, MOD);
    on(KeyCode.F, log::find, MOD);
    on(KeyCode.F3, () -> log.findNext(1));
    on(KeyCode.F3, () -> log.findNext(-1), SHIFT);
    on(KeyCode.G, () -> log.findNext(1), MOD);
    on(KeyCode.G, () -> log.findNext(-1), MOD, SHIFT);
    on(KeyCode.F8, () -> log.goToError(1));
    on(KeyCode.F8, () -> log.goToError(-1), SHIFT);
    on(KeyCode.B, log::toggleMark, MOD);
    on(KeyCode.C, log::copyLines, MOD);
    on(KeyCode.C, log::copyProblem, MOD, SHIFT);
    on(KeyCode.S, log::save, MOD);
    on(KeyCode.END, log::follow);
  }

  private void on(KeyCode code, Runnable action, KeyCombination.Modifier... modifiers) {
    keys.put(new KeyCodeCombination(code, modifiers), action);
  }

  void install(Scene scene) {
    scene.getAccelerators().clear();
    scene.getAccelerators().putAll(keys);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /** Before whatever has the keyboard: lists, which have no use for it here, take F2 away. */
  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.F2) {
      view.log().goToMark(event.isShiftDown() ? -1 : 1);
      event.consume();
    }
    if (event.getCode() == KeyCode.ESCAPE && view.escape()) {
      event.consume();
    }
  }
}
