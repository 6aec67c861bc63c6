package dev.signalbox.ui.objects;

import dev.signalbox.ui.toolkit.Texts;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

/** A menu of which one entry is in force, whose name it shows. */
final class ChoiceMenu {
  private ChoiceMenu() {}

  /** Fills a menu, whose id and whose entries' names are their texts' keys. */
  static <E extends Enum<E>> void fill(
      MenuButton menu, E[] values, E first, Consumer<E> choose, Texts texts) {
    ToggleGroup group = new ToggleGroup();
    for (E value : values) {
      String key = "objects." + menu.getId() + "." + value.name().toLowerCase(Locale.ROOT);
      RadioMenuItem item = new RadioMenuItem(texts.get(key));
      item.setToggleGroup(group);
      item.setSelected(value == first);
      item.setOnAction(
          _ -> {
            menu.setText(item.getText());
            choose.accept(value);
          });
      menu.getItems().add(item);
      if (value == first) {
        menu.setText(item.getText());
      }
    }
  }
}
