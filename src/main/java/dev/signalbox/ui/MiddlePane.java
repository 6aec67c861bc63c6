package dev.signalbox.ui;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.history.HistoryController;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.toolkit.Views;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;

/** What stands beside the list: the page of the chosen object, or the history. FX thread. */
final class MiddlePane implements HistoryController.Surroundings {
  private final StackPane middle;
  private final Node page;
  private final Tabs tabs;
  private final ObjectPages pages;
  private final Function<HistoryController.Surroundings, HistoryController> histories;
  private final Links links;
  private final Views views;
  private Optional<Subject> chosen = Optional.empty();

  /** None before it is shown for the first time: most windows open on a page. */
  private Optional<HistoryController> history = Optional.empty();

  /** The buttons that say which of the two it is. */
  record Tabs(ToggleButton page, ToggleButton history) {}

  /**
   * The ways from here to the other regions.
   *
   * @param objects that there are, in the configuration's order
   * @param choose chooses one in the list
   * @param log shows what the log says of one at some time
   */
  record Links(
      Supplier<List<ObjectModel>> objects,
      Consumer<ObjectModel> choose,
      BiConsumer<Subject, Instant> log) {}

  /** Shows the page, which is in that pane already; makes a history once it is wanted. */
  MiddlePane(
      StackPane middle,
      Tabs tabs,
      ObjectPages pages,
      Function<HistoryController.Surroundings, HistoryController> histories,
      Links links,
      Views views) {
    this.middle = middle;
    this.page = middle.getChildren().getFirst();
    this.tabs = tabs;
    this.pages = pages;
    this.links = links;
    this.histories = histories;
    this.views = views;
    showHistory(false);
  }

  boolean isHistory() {
    return tabs.history().isSelected();
  }

  void showHistory(boolean shown) {
    tabs.page().setSelected(!shown);
    tabs.history().setSelected(shown);
    if (shown) {
      HistoryController made = history.orElseGet(this::makeHistory);
      middle.getChildren().setAll(made.node());
      // What is not in sight is not kept up to date.
      made.refresh();
    } else {
      middle.getChildren().setAll(page);
    }
  }

  private HistoryController makeHistory() {
    HistoryController made = histories.apply(this);
    views.load("history", made);
    made.choose(chosen);
    history = Optional.of(made);
    return made;
  }

  void choose(Optional<ObjectModel> object) {
    chosen = object.map(ObjectModel::subject);
    history.ifPresent(made -> made.choose(chosen));
  }

  void focus() {
    if (isHistory()) {
      history.ifPresent(HistoryController::focus);
    } else {
      pages.focus();
    }
  }

  @Override
  public List<ObjectModel> objects() {
    return links.objects().get();
  }

  @Override
  public void choose(Subject subject) {
    objects().stream()
        .filter(object -> object.subject().equals(subject))
        .findFirst()
        .ifPresent(links.choose());
  }

  @Override
  public void showInLog(Subject subject, Instant at) {
    links.log().accept(subject, at);
  }
}
