package dev.signalbox.ui.toolkit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * One view for each item of a list, in its order, among the children of a pane. A view stays the
 * same for as long as its item is there, so what has the keyboard keeps it.
 *
 * @param <I> the items
 * @param <C> the controllers of their views
 */
public final class ItemViews<I, C> {

  /** How the items are shown. */
  public interface Kind<I, C> {
    C controller(I item);

    Node load(C controller);

    void focus(C controller);

    /** It is not shown any more and listens to nothing. */
    void gone(C controller);
  }

  private record View<I, C>(I item, C controller, Node node) {}

  private final ObservableList<I> items;
  private final Pane pane;
  private final Kind<I, C> kind;
  private List<View<I, C>> views = List.of();

  /** Fills the pane and keeps it filled. FX thread. */
  public ItemViews(ObservableList<I> items, Pane pane, Kind<I, C> kind) {
    this.items = items;
    this.pane = pane;
    this.kind = kind;
    items.addListener((ListChangeListener<I>) _ -> show());
    show();
  }

  private void show() {
    List<View<I, C>> before = views;
    int focused = focusedIndex();
    views = items.stream().map(item -> viewOf(item).orElseGet(() -> make(item))).toList();
    List<Node> nodes = views.stream().map(View::node).toList();
    pane.getChildren().removeIf(child -> !nodes.contains(child));
    for (int i = 0; i < nodes.size(); i++) {
      if (i >= pane.getChildren().size() || !pane.getChildren().get(i).equals(nodes.get(i))) {
        pane.getChildren().remove(nodes.get(i));
        pane.getChildren().add(i, nodes.get(i));
      }
    }
    before.stream().filter(view -> !views.contains(view)).forEach(v -> kind.gone(v.controller()));
    keepKeyboard(before, focused);
  }

  private int focusedIndex() {
    for (int i = 0; i < views.size(); i++) {
      if (views.get(i).node().isFocusWithin()) {
        return i;
      }
    }
    return -1;
  }

  /** What had the keyboard may be gone: then it goes to what is in its place, never elsewhere. */
  private void keepKeyboard(List<View<I, C>> before, int focused) {
    if (focused >= 0 && !views.isEmpty() && !views.contains(before.get(focused))) {
      kind.focus(views.get(Math.min(focused, views.size() - 1)).controller());
    }
  }

  private Optional<View<I, C>> viewOf(I item) {
    return views.stream().filter(view -> view.item().equals(item)).findFirst();
  }

  private View<I, C> make(I item) {
    C made = kind.controller(item);
    return new View<>(item, made, kind.load(made));
  }

  /** The controllers of what is shown, in order. */
  public Stream<C> stream() {
    return views.stream().map(View::controller);
  }
}
