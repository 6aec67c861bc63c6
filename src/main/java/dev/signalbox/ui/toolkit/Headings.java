package dev.signalbox.ui.toolkit;

import java.util.List;
import java.util.function.Predicate;
import javafx.event.Event;
import javafx.event.EventDispatchChain;
import javafx.event.EventDispatcher;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the keyboard off those lines of a list that are only headings of the others: where a key
 * leads to one, it leads on to the line behind it, and none of them is selected. FX thread.
 *
 * <p>The list does with each key what it does by itself; what it has made of that is put right
 * before anybody else hears of another key.
 */
public final class Headings<T> implements EventDispatcher {
  private final ListView<T> list;
  private final Predicate<T> isHeading;
  private final EventDispatcher usual;

  private Headings(ListView<T> list, Predicate<T> isHeading) {
    this.list = list;
    this.isHeading = isHeading;
    this.usual = list.getEventDispatcher();
  }

  /** From now on; two headings never follow one another, and the last line is none. */
  public static <T> void skip(ListView<T> list, Predicate<T> isHeading) {
    list.setEventDispatcher(new Headings<>(list, isHeading));
  }

  @Override
  public @Nullable Event dispatchEvent(Event event, EventDispatchChain tail) {
    if (event instanceof MouseEvent mouse && isPress(mouse) && isOnHeading(mouse)) {
      list.requestFocus();
      mouse.consume();
      return null;
    }
    @Nullable Event after = usual.dispatchEvent(event, tail);
    if (event instanceof MouseEvent mouse && isPress(mouse)) {
      deselect();
    }
    if (event instanceof KeyEvent key && key.getEventType() == KeyEvent.KEY_PRESSED) {
      if (isHeading(list.getFocusModel().getFocusedIndex())) {
        usual.dispatchEvent(like(key, onwards(key.getCode())), tail);
      }
      deselect();
    }
    return after;
  }

  private static boolean isPress(MouseEvent mouse) {
    return mouse.getEventType() == MouseEvent.MOUSE_PRESSED
        || mouse.getEventType() == MouseEvent.MOUSE_RELEASED;
  }

  private boolean isOnHeading(MouseEvent mouse) {
    for (Node node = mouse.getTarget() instanceof Node hit ? hit : null;
        node != null && !node.equals(list);
        node = node.getParent()) {
      if (node instanceof ListCell<?> cell) {
        return isHeading(cell.getIndex());
      }
    }
    return false;
  }

  /** Above the topmost heading there is nothing. */
  private KeyCode onwards(KeyCode pressed) {
    boolean upwards = pressed == KeyCode.UP || pressed == KeyCode.PAGE_UP;
    return upwards && list.getFocusModel().getFocusedIndex() > 0 ? KeyCode.UP : KeyCode.DOWN;
  }

  private static KeyEvent like(KeyEvent pressed, KeyCode code) {
    return new KeyEvent(
        pressed.getSource(),
        pressed.getTarget(),
        KeyEvent.KEY_PRESSED,
        KeyEvent.CHAR_UNDEFINED,
        code.getName(),
        code,
        pressed.isShiftDown(),
        pressed.isControlDown(),
        pressed.isAltDown(),
        pressed.isMetaDown());
  }

  private boolean isHeading(int index) {
    return index >= 0
        && index < list.getItems().size()
        && isHeading.test(list.getItems().get(index));
  }

  /** A heading amid what is selected is no part of that. */
  private void deselect() {
    MultipleSelectionModel<T> selection = list.getSelectionModel();
    List.copyOf(selection.getSelectedIndices()).stream()
        .filter(this::isHeading)
        .forEach(selection::clearSelection);
  }
}
