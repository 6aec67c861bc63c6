package dev.signalbox.ui;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.history.HistoryController;
import dev.signalbox.ui.log.LogController;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.past.Paints;
import dev.signalbox.ui.plan.PlanBasis;
import dev.signalbox.ui.plan.PlanController;
import dev.signalbox.ui.toolkit.Views;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;

/**
 * What stands beside the list: the page of the chosen object, the history, or the track plan. The
 * last two are made when they are first wanted, and cost nothing while they are out of sight. FX
 * thread.
 */
final class MiddlePane implements HistoryController.Surroundings, PlanController.Surroundings {
  /** What can stand there. */
  enum Face {
    PAGE,
    HISTORY,
    PLAN
  }

  private final StackPane middle;
  private final Node page;
  private final Map<Face, ToggleButton> tabs;
  private final ObjectPages pages;
  private final WindowEngine engine;
  private final ConsoleModel model;
  private final Paints paints;
  private final Links links;
  private final Views views;
  private Face face = Face.PAGE;
  private Optional<Subject> chosen = Optional.empty();

  /** None before it is shown for the first time: most windows open on a page. */
  private Optional<HistoryController> history = Optional.empty();

  /** As the history. */
  private Optional<PlanController> plan = Optional.empty();

  /**
   * The ways from here to the other regions.
   *
   * @param choose chooses an object in the list
   * @param log shows what is said of one at some time
   * @param room gives this pane more of the window, or the usual
   */
  record Links(Consumer<ObjectModel> choose, LogController log, Consumer<Boolean> room) {}

  /**
   * Shows the page, which is in that pane already.
   *
   * @param tabs the button that says so of each face, and shows it
   */
  MiddlePane(
      StackPane middle,
      Map<Face, ToggleButton> tabs,
      ObjectPages pages,
      WindowEngine engine,
      ConsoleModel model,
      Paints paints,
      Links links,
      Views views) {
    this.middle = middle;
    this.page = middle.getChildren().getFirst();
    this.tabs = tabs;
    this.pages = pages;
    this.engine = engine;
    this.model = model;
    this.paints = paints;
    this.links = links;
    this.views = views;
    tabs.forEach((shown, tab) -> tab.setOnAction(_ -> show(shown)));
    show(Face.PAGE);
  }

  Face face() {
    return face;
  }

  /** Shows this, and nothing else. */
  void show(Face shown) {
    face = shown;
    if (shown != Face.HISTORY) {
      // A page and the plan show the present.
      model.past().viewPresent();
    }
    links.room().accept(shown == Face.PLAN);
    tabs.forEach((each, tab) -> tab.setSelected(each == shown));
    switch (shown) {
      case PAGE -> middle.getChildren().setAll(page);
      case HISTORY -> {
        HistoryController made = history.orElseGet(this::makeHistory);
        middle.getChildren().setAll(made.node());
        // What is not in sight is not kept up to date.
        made.refresh();
      }
      case PLAN -> {
        PlanController made = plan.orElseGet(this::makePlan);
        middle.getChildren().setAll(made.node());
        made.refresh();
      }
    }
  }

  /** Shows this, or the page if it is shown already, with the keyboard on it. */
  void toggle(Face other) {
    show(face == other ? Face.PAGE : other);
    focus();
  }

  private HistoryController makeHistory() {
    HistoryController made =
        new HistoryController(engine.console(), model.past(), paints, this, views.texts());
    views.load("history", made);
    made.choose(chosen);
    history = Optional.of(made);
    return made;
  }

  private PlanController makePlan() {
    PlanController made = new PlanController(engine.console(), this, views.texts());
    views.load("plan", made);
    plan = Optional.of(made);
    return made;
  }

  /** A tenth of a second has passed. */
  void tick(Instant now) {
    if (face == Face.PLAN) {
      plan.ifPresent(made -> made.tick(now));
    }
  }

  /** Something has changed. */
  void refresh() {
    if (face == Face.PLAN) {
      plan.ifPresent(PlanController::refresh);
    }
  }

  void choose(Optional<ObjectModel> object) {
    chosen = object.map(ObjectModel::subject);
    history.ifPresent(made -> made.choose(chosen));
  }

  void focus() {
    switch (face) {
      case PAGE -> pages.focus();
      case HISTORY -> history.ifPresent(HistoryController::focus);
      case PLAN -> plan.ifPresent(PlanController::focus);
    }
  }

  @Override
  public List<ObjectModel> objects() {
    return model.objects();
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
    links.log().showFrom(subject);
    links.log().showAt(at);
  }

  @Override
  public void showInLog(Subject subject, Instant from, Instant to) {
    links.log().showFrom(subject, from, to);
  }

  @Override
  public PlanBasis basis() {
    return model.planBasis();
  }

  @Override
  public void open(Subject subject) {
    choose(subject);
    show(Face.PAGE);
    focus();
  }
}
