package dev.signalbox.ui.objects;

import dev.signalbox.console.Command;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;

/** The buttons for many objects at once, each with their count before it is pressed. FX thread. */
final class BulkButtons {
  private final Map<Bulk, Button> buttons;
  private final Supplier<List<ObjectModel>> scope;
  private final Node next;
  private final Texts texts;

  /**
   * Has each button do what it says.
   *
   * @param scope the objects that they are about
   * @param next has the keyboard after a button that has nothing left to do
   */
  BulkButtons(
      Map<Bulk, Button> buttons,
      Supplier<List<ObjectModel>> scope,
      Consumer<Command> send,
      Node next,
      Texts texts) {
    this.buttons = Map.copyOf(buttons);
    this.scope = scope;
    this.next = next;
    this.texts = texts;
    this.buttons.forEach(
        (bulk, button) -> button.setOnAction(_ -> bulk.commands(scope.get()).forEach(send)));
  }

  /** Has it told what each of them will do, or why nothing. */
  void hintAt(Hints hints) {
    buttons.forEach(
        (bulk, button) -> hints.of(button, () -> Optional.of(bulk.effect(scope.get(), texts))));
  }

  /** Counts anew. */
  void show() {
    List<ObjectModel> objects = scope.get();
    buttons.forEach(
        (bulk, button) -> {
          int count = bulk.commands(objects).size();
          button.setText(texts.get(bulk.textKey(), count));
          ActionButton.setDisabled(button, count == 0, next);
        });
  }
}
