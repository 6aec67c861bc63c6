package dev.signalbox.ui.toolkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads views, with controllers that were made by their constructors. */
public final class Views {
  private final Texts texts;

  public Views(Texts texts) {
    this.texts = texts;
    IconFonts.load();
  }

  public Texts texts() {
    return texts;
  }

  /**
   * Loads {@code fxml/name.fxml}; it and the views it includes find their controllers, by class,
   * among those given.
   */
  public Parent load(String name, Object... controllers) {
    URL location = Objects.requireNonNull(Views.class.getResource("/fxml/" + name + ".fxml"), name);
    FXMLLoader loader = new FXMLLoader(location, texts.bundle());
    loader.setControllerFactory(type -> controllerOf(type, List.of(controllers)));
    try {
      return loader.load();
    } catch (IOException e) {
      // The views are part of the program: one that cannot be read is a fault in it.
      throw new UncheckedIOException("View " + name, e);
    }
  }

  private static Object controllerOf(Class<?> type, List<Object> controllers) {
    return controllers.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No controller given of " + type));
  }
}
