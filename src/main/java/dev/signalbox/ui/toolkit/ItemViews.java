package dev.signalbox.ui.toolkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
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
  private record View<I, C>(I item, C controller, Node node) {}

  private final ObservableList<I> items;
  private final Pane pane;
  private final Function<I, C> controller;
  private final Function<C, Node> load;
  private List<View<I, C>> views = List.of();

  /** Fills the pane and keeps it filled. FX thread. */
  public ItemViews(
      ObservableList<I> items, Pane pane, Function<I, C> controller, Function<C, Node> load) {
    this.items = items;
    this.pane = pane;
    this.controller = controller;
    this.load = load;
    items.addListener((ListChangeListener<I>) _ -> show());
    show();
  }

  /** Of nothing, in no pane. */
  public static <I, C> ItemViews<I, C> none() {
    return new ItemViews<>(
        FXCollections.emptyObservableList(),
        new Pane(),
        _ -> {
          throw new IllegalStateException("There is nothing to show");
        },
        _ -> new Pane());
  }

  private void show() {
    List<View<I, C>> next = new ArrayList<>();
    for (I item : items) {
      next.add(viewOf(item).orElseGet(() -> make(item)));
    }
    pane.getChildren()
        .removeIf(child -> next.stream().noneMatch(view -> view.node().equals(child)));
    for (int i = 0; i < next.size(); i++) {
      Node node = next.get(i).node();
      if (i >= pane.getChildren().size() || !pane.getChildren().get(i).equals(node)) {
        pane.getChildren().add(i, node);
      }
    }
    views = List.copyOf(next);
  }

  private Optional<View<I, C>> viewOf(I item) {
    return views.stream().filter(view -> view.item().equals(item)).findFirst();
  }

  private View<I, C> make(I item) {
    C made = controller.apply(item);
    return new View<>(item, made, load.apply(made));
  }

  /** The controllers of what is shown, in order. */
  public List<C> controllers() {
    return views.stream().map(View::controller).toList();
  }

  public Stream<C> stream() {
    return controllers().stream();
  }
}
