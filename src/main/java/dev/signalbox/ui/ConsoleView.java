package dev.signalbox.ui;

import dev.signalbox.console.Command;
import dev.signalbox.console.EngineLife;
import dev.signalbox.console.Presence;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.MiddlePane.Face;
import dev.signalbox.ui.WindowEngine.Place;
import dev.signalbox.ui.connections.WindowPasswordPrompt.PasswordQuestion;
import dev.signalbox.ui.history.StampController;
import dev.signalbox.ui.history.TimeTravel;
import dev.signalbox.ui.incidents.IncidentCardController;
import dev.signalbox.ui.log.LogController;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.objects.ObjectsController;
import dev.signalbox.ui.page.PageController;
import dev.signalbox.ui.past.Heartbeat;
import dev.signalbox.ui.past.Paints;
import dev.signalbox.ui.plan.HeldRows;
import dev.signalbox.ui.settings.ReloadCardController;
import dev.signalbox.ui.shutdown.ShutdownOverlayController;
import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.toolkit.Views;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.ZoomPane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The console: environment, list, page, log and status, with what may lie over them. */
final class ConsoleView implements ObjectsController.Surroundings {
  private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");
  private static final PseudoClass UNCERTAIN = PseudoClass.getPseudoClass("uncertain");

  private final WindowEngine engine;
  private final ConsoleModel model;
  private final Operator operator;
  private final Texts texts;
  private final LogController log;
  private final ObjectsController objects;
  private final EnvironmentBarController environment;
  private final ShutdownOverlayController overlay;
  private final DiagnosticsSaver diagnostics;
  private final ZoomPane zoom;
  private final Panes panes;
  private final ObjectPages pages;
  private final Paints paints = new Paints();
  private final Hints hints = new Hints();
  private final MiddlePane middlePane;
  private final Overlays overlays;
  private final Regions regions;
  private final TimeTravel travel;
  private final ConfigurationPlace configuration;
  private final Arrangement arrangement;

  @FXML private StackPane root;
  @FXML private VBox content;
  @FXML private SplitPane outer;
  @FXML private SplitPane upper;
  @FXML private StackPane middle;
  @FXML private StackPane pagePlace;
  @FXML private ToggleButton pageTab;
  @FXML private ToggleButton historyTab;
  @FXML private ToggleButton planTab;
  @FXML private VBox logPane;

  /** Loads all of it. */
  ConsoleView(WindowEngine engine, ConsoleModel model, Theme theme, Views views) {
    this.engine = engine;
    this.model = model;
    this.texts = views.texts();
    this.operator = new Operator(engine.console(), engine.operator(), texts);
    this.travel = new TimeTravel(model.past(), model::objects, texts);
    this.log = new LogController(model.log(), () -> regions().toggleLog(), texts);
    this.objects =
        new ObjectsController(
            travel::objects, this, () -> new Heartbeat(model.past(), paints), hints, texts);

    this.environment =
        new EnvironmentBarController(
            engine,
            model,
            operator,
            travel,
            theme,
            this::openPalette,
            () -> overlays().toggleKeys(),
            hints,
            texts);
    this.overlay =
        new ShutdownOverlayController(
            model.programModel(),
            new ClosingSurroundings(engine, model, operator),
            engine.environmentWord(),
            texts);
    this.configuration = new ConfigurationPlace(engine, model, operator, this::refresh, texts);
    Parent loaded =
        views.load(
            "console",
            Stream.<List<?>>of(
                    log.parts(),
                    List.of(
                        this,
                        new PresenceBarController(engine, model, texts),
                        environment,
                        objects,
                        new StatusBarController(model, operator, log::showProblems, texts),
                        new HintBarController(model, hints, texts),
                        new StampController(travel, model.past(), () -> regions().focus(0)),
                        new IncidentCardController(
                            model.incidents(),
                            new HeldRows(engine.console(), model::planBasis, texts)::of,
                            hints,
                            texts),
                        new ReloadCardController(engine.console().configuring(), operator::send),
                        overlay))
                .flatMap(List::stream)
                .toArray());
    this.overlays =
        new Overlays(
            root,
            content,
            engine,
            model,
            configuration,
            () -> objects.chosenProperty().get(),
            views);
    this.diagnostics = new DiagnosticsSaver(engine.console(), operator, texts);
    this.zoom = new ZoomPane(loaded);
    root.getChildren().addFirst(paints);
    this.panes = new Panes(outer, upper, logPane);
    this.arrangement = new Arrangement(panes, objects, theme, zoom, model);
    this.pages =
        new ObjectPages(
            engine,
            model,
            operator,
            views,
            pagePlace,
            log::showFrom,
            hints,
            connection -> overlays.openSettings(Optional.of(connection)));
    this.middlePane =
        new MiddlePane(
            middle,
            Map.of(Face.PAGE, pageTab, Face.HISTORY, historyTab, Face.PLAN, planTab),
            pages,
            engine,
            model,
            paints,
            new MiddlePane.Links(this::chooseInList, log, panes::setWide),
            views);
    this.regions = new Regions(objects, middlePane, log, panes, middle, upper);
    follow();
  }

  private void follow() {
    model.changesProperty().subscribe(_ -> refresh());
    model.programModel().nowProperty().subscribe(_ -> tick());
    zoom.followNarrowness(root);
    panes.logWholeProperty().subscribe(log::showWhole);
    overlay.closingProperty().subscribe(overlays::showClosing);
    model.past().viewedProperty().addListener((_, _, moment) -> show(moment));
    model.presenceProperty().subscribe(this::show);
  }

  /** Shows how it was at that moment, or how it is. */
  private void show(Optional<Instant> moment) {
    root.pseudoClassStateChanged(PAST, moment.isPresent());
    operator.lock(travel.lock());
    objects.refresh();
    moment.ifPresentOrElse(log::showAt, log::follow);
  }

  /** What is not heard any more must not look as if it were well. */
  private void show(Presence presence) {
    root.pseudoClassStateChanged(UNCERTAIN, !presence.isCertain());
  }

  private void refresh() {
    objects.refresh();
    if (engine.name().isPresent() && objects.chosenProperty().get().isEmpty()) {
      // What runs elsewhere may be heard only after the window has opened.
      objects.chooseWorst();
    }
    configuration.takeArrived().ifPresent(this::choose);
    pages.page().ifPresent(PageController::refreshQuestion);
    middlePane.refresh();
  }

  private void tick() {
    objects.tick();
    pages.page().ifPresent(shown -> shown.object().refresh());
    middlePane.tick(model.programModel().now());
  }

  Parent root() {
    return zoom;
  }

  LogController log() {
    return log;
  }

  ZoomPane zoom() {
    return zoom;
  }

  void toggleDense() {
    objects.setDense(!objects.isDense());
  }

  /** Those of the buttons for many objects that have something to do now. */
  List<Button> offeredForMany() {
    return objects.offeredForMany();
  }

  /** Shows a relay's page with one of its tools open. */
  void openTool(ObjectModel relay, String tool) {
    choose(relay);
    middlePane.show(Face.PAGE);
    pages.openTool(tool);
  }

  void saveDiagnostics() {
    diagnostics.save(root.getScene().getWindow(), model.programModel().now());
  }

  void nextTheme() {
    environment.nextTheme();
  }

  /** Arranges the window as it was. */
  void restore(Workspace workspace) {
    arrangement.restore(workspace);
    environment.showTheme();
  }

  /** How it is arranged now, in a window that lies there. */
  Workspace workspace(Optional<Workspace.Bounds> bounds, boolean maximized) {
    return arrangement.workspace(bounds, maximized);
  }

  /** Shows each open question on the page of the connection it is about. */
  void answerPasswords(ObservableList<PasswordQuestion> open) {
    configuration.controller().answerPasswords(open);
    pages.answerPasswords(open, this::chooseInList);
    open.subscribe(() -> middlePane.show(open.isEmpty() ? middlePane.face() : Face.PAGE));
  }

  @Override
  public void send(Command command) {
    operator.send(command);
  }

  @Override
  public void press(ObjectModel object, Command command) {
    if (travel.lock().isPresent() || object.consequence(command).isEmpty()) {
      operator.send(command);
    } else {
      choose(object);
      middlePane.show(Face.PAGE);
      pages.page().ifPresent(shown -> shown.press(command));
    }
  }

  /** Shows an object's page and puts the keyboard on its line. */
  void choose(ObjectModel object) {
    panes.setLogWhole(false);
    chooseInList(object);
    objects.focus();
  }

  private void chooseInList(ObjectModel object) {
    objects.choose(travel.seen(object));
  }

  /** Shows the worst first, with the keyboard on the list. */
  void begin() {
    objects.chooseWorst();
    // Only now: whoever shows the window hears of a first page that cannot be shown.
    objects.chosenProperty().subscribe(one -> pages.show(one.flatMap(travel::present)));
    objects.chosenProperty().subscribe(middlePane::choose);
    objects.focus();
  }

  void focusConnection(int index) {
    model.connectionModels().stream().skip(index).findFirst().ifPresent(this::choose);
  }

  PollingSwitch polling() {
    return new PollingSwitch(
        model.relayModels(), objects.chosenProperty()::get, this::press, operator::refuse, texts);
  }

  Regions regions() {
    return regions;
  }

  /** Closes what lies open, without ever ending anything; tells whether there was something. */
  boolean escape() {
    return overlays.escape() || travel.back() || log.clearSearch();
  }

  Overlays overlays() {
    return overlays;
  }

  @Override
  public boolean canAdd() {
    return configuration.controller().isUsable();
  }

  /** The configuration, with a new connection to be written. */
  @Override
  public void add() {
    overlays.openSettings(Optional.empty());
  }

  void openPalette() {
    overlays.openPalette(PaletteEntries.now(this, model, engine, texts));
  }

  /**
   * Asks an engine of this process to end the program, and a repeated request offers to force it;
   * any other engine goes on, and only its window is closed.
   */
  void close(ShutdownReason reason) {
    if (overlay.closingProperty().get()) {
      overlay.askAgain();
    } else {
      switch (engine.place()) {
        case Place.InThisProcess(EngineLife life) -> {
          var _ = life.shutdown(reason);
        }
        case Place.Elsewhere(_, Runnable close) -> close.run();
      }
    }
  }

  /** Shows nothing of the engine any more, and listens to nothing. */
  void leave() {
    pages.show(Optional.empty());
    model.close();
  }
}
