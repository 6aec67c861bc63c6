package dev.signalbox.ui.toolkit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;

/**
 * Keeps one press from doing two things. The second click of a double click reaches a button only
 * if it is the one that the first click has met, and says still what it said then: by now it may
 * undo what the first one has done, or another button may have come to lie there. A key that is
 * held down presses once. FX thread.
 */
final class SecondPress {
  /** What is held down presses again sooner than that, on every platform. */
  private static final long REPEATS_WITHIN = Duration.ofMillis(1_200).toNanos();

  /** These press buttons and answer questions, wherever the keyboard is. */
  private static final Set<KeyCode> PRESSING = Set.of(KeyCode.ENTER, KeyCode.SPACE, KeyCode.ESCAPE);

  /** These command something together with the shortcut key. */
  private static final Set<KeyCode> COMMANDING = Set.of(KeyCode.P, KeyCode.Q, KeyCode.W);

  private final Map<KeyCode, Long> held = new EnumMap<>(KeyCode.class);
  private Optional<Met> first = Optional.empty();

  /** The button that a click has met, and what it said then. */
  private record Met(ButtonBase button, String words) {}

  private SecondPress() {}

  /** From now on, in all of this window. */
  static void forestall(Stage stage, Scene scene) {
    SecondPress watch = new SecondPress();
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, watch::onMouse);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, watch::onKey);
    scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> watch.held.remove(event.getCode()));
    // Where a key is let go while another window has the keyboard nobody hears of it.
    stage.focusedProperty().subscribe(watch.held::clear);
  }

  private void onMouse(MouseEvent event) {
    Optional<Met> met = met(event.getTarget());
    if (event.getClickCount() <= 1) {
      first = met;
    } else if (met.isPresent() && !met.equals(first)) {
      event.consume();
    }
  }

  private static Optional<Met> met(Object target) {
    for (Node node = target instanceof Node hit ? hit : null;
        node != null;
        node = node.getParent()) {
      if (node instanceof ButtonBase button) {
        return Optional.of(new Met(button, words(button)));
      }
    }
    return Optional.empty();
  }

  /** A row that shows another object now has the same button, which is spoken otherwise. */
  private static String words(ButtonBase button) {
    return button.getText() + "\n" + button.getAccessibleText();
  }

  private void onKey(KeyEvent event) {
    KeyCode code = event.getCode();
    long now = System.nanoTime();
    Long before = held.put(code, now);
    boolean again = before != null && now - before < REPEATS_WITHIN;
    boolean presses =
        PRESSING.contains(code) || (event.isShortcutDown() && COMMANDING.contains(code));
    if (again && presses) {
      event.consume();
    }
  }
}
