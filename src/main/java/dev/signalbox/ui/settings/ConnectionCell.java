package dev.signalbox.ui.settings;

import dev.signalbox.console.ConfiguredConnection;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/** A configured connection in the list: its name and kind. */
final class ConnectionCell extends ListCell<ConfiguredConnection> {
  @Override
  protected void updateItem(@Nullable ConfiguredConnection item, boolean empty) {
    super.updateItem(item, empty);
    setText(
        item == null || empty ? null : item.draft().name() + "  " + item.draft().kind().label());
  }
}
