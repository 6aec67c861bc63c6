package dev.signalbox.ui.settings;

import dev.signalbox.console.ConfiguredConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ListView;

/** The connections that the configuration has, one of which is edited. FX thread. */
final class ConfiguredList {
  private final ListView<ConfiguredConnection> view;
  private boolean filling;

  /**
   * In that view.
   *
   * @param chosen hears which one the operator has chosen
   */
  ConfiguredList(ListView<ConfiguredConnection> view, Consumer<ConfiguredConnection> chosen) {
    this.view = view;
    view.setCellFactory(_ -> new ConnectionCell());
    view.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            item -> {
              if (item != null && !filling) {
                chosen.accept(item);
              }
            });
  }

  void show(List<ConfiguredConnection> connections) {
    filling(() -> view.getItems().setAll(connections));
  }

  /** Chooses this one, as the operator would. */
  void choose(ConfiguredConnection connection) {
    view.getSelectionModel().select(connection);
  }

  /** Shows the one of that name as the chosen one, of which nobody hears; else none. */
  void mark(Optional<String> name) {
    filling(
        () -> {
          view.getSelectionModel().clearSelection();
          name.flatMap(this::find).ifPresent(view.getSelectionModel()::select);
        });
  }

  Optional<ConfiguredConnection> chosen() {
    return Optional.ofNullable(view.getSelectionModel().getSelectedItem());
  }

  Optional<ConfiguredConnection> find(String name) {
    return view.getItems().stream().filter(one -> one.draft().name().equals(name)).findFirst();
  }

  private void filling(Runnable change) {
    filling = true;
    change.run();
    filling = false;
  }
}
