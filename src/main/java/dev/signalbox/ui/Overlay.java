package dev.signalbox.ui;

import dev.signalbox.ui.toolkit.Views;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A view that may be laid over the window. It is made when it is first asked for: most never are,
 * and all of them together are as large as the window itself. FX thread.
 *
 * @param <C> its controller, which shows and hides it
 */
final class Overlay<C> {
  private final String view;
  private final C controller;
  private final Views views;
  private final StackPane window;
  private @Nullable Node node;

  /**
   * Not made yet.
   *
   * @param window what it will lie over, and below its last child
   */
  Overlay(String view, C controller, Views views, StackPane window) {
    this.view = view;
    this.controller = controller;
    this.views = views;
    this.window = window;
  }

  /** Made, if it was not. */
  C made() {
    if (node == null) {
      Node loaded = views.load(view, controller);
      window.getChildren().add(window.getChildren().size() - 1, loaded);
      // What a scroll pane holds is in the scene, and takes the keyboard, only once it has its
      // looks.
      loaded.applyCss();
      node = loaded;
    }
    return controller;
  }

  /** Empty while it is not to be seen. */
  Optional<C> shown() {
    Node made = node;
    return made != null && made.isVisible() ? Optional.of(controller) : Optional.empty();
  }
}
