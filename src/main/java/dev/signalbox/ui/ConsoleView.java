package dev.signalbox.ui;

import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.connections.WindowPasswordPrompt.PasswordQuestion;
import dev.signalbox.ui.history.HistoryController;
import dev.signalbox.ui.incidents.HandoverController;
import dev.signalbox.ui.incidents.IncidentCardController;
import dev.signalbox.ui.log.LogController;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.objects.ObjectsController;
import dev.signalbox.ui.page.PageController;
import dev.signalbox.ui.palette.PaletteController;
import dev.signalbox.ui.past.Heartbeat;
import dev.signalbox.ui.past.Paints;
import dev.signalbox.ui.quiet.QuietController;
import dev.signalbox.ui.relays.RelayModel;
import dev.signalbox.ui.settings.ReloadCardController;
import dev.signalbox.ui.settings.SettingsController;
import dev.signalbox.ui.shutdown.ShutdownOverlayController;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.toolkit.Views;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.ZoomPane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The console: environment, list, page, log and status, with what may lie over them. */
final class ConsoleView implements ObjectsController.Surroundings {
  private static final double NARROW = 1100;
  private static final PseudoClass NARROW_WINDOW = PseudoClass.getPseudoClass("narrow");

  private final WindowEngine engine;
  private final ConsoleModel model;
  private final Operator operator;
  private final Theme theme;
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
  private final MiddlePane middlePane;
  private final Overlays overlays;
  private final SettingsController settings;

  /** A connection that is to be shown as soon as it is there. */
  private Optional<String> expected = Optional.empty();

  @FXML private StackPane root;
  @FXML private VBox content;
  @FXML private SplitPane outer;
  @FXML private SplitPane upper;
  @FXML private StackPane middle;
  @FXML private StackPane pagePlace;
  @FXML private ToggleButton pageTab;
  @FXML private ToggleButton historyTab;
  @FXML private VBox logPane;
  @FXML private StackPane keys;

  /** Loads all of it. */
  ConsoleView(WindowEngine engine, ConsoleModel model, Theme theme, Views views) {
    this.engine = engine;
    this.model = model;
    this.theme = theme;
    this.texts = views.texts();
    this.operator = new Operator(engine.console(), engine.operator(), texts);
    this.log = new LogController(model.log(), this::toggleLog, texts);
    this.objects =
        new ObjectsController(
            model::objects, this, () -> new Heartbeat(model.past(), paints), texts);

    this.environment =
        new EnvironmentBarController(
            engine, model, operator, theme, this::openPalette, this::toggleKeys, texts);
    this.overlay =
        new ShutdownOverlayController(
            model.programModel(),
            new ClosingSurroundings(engine, model, operator),
            engine.environmentWord(),
            texts);
    PaletteController palette = new PaletteController();
    HandoverController handover =
        new HandoverController(
            model.past(), model::plant, model::positions, engine.description(), texts);
    this.settings = new SettingsController(settingsSurroundings(), texts);
    QuietController mute =
        new QuietController(model.quiet(), () -> model.programModel().now(), texts);
    Parent loaded =
        views.load(
            "console",
            Stream.concat(
                    log.parts().stream(),
                    Stream.of(
                        this,
                        environment,
                        objects,
                        new StatusBarController(model, operator, texts),
                        new IncidentCardController(model.incidents(), texts),
                        handover,
                        settings,
                        new ReloadCardController(engine.console().configuring(), operator::send),
                        mute,
                        palette,
                        overlay))
                .toArray());
    this.overlays =
        new Overlays(
            content, keys, palette, handover, settings, mute, model.programModel()::isOpen);
    this.diagnostics = new DiagnosticsSaver(engine.console(), operator, texts);
    this.zoom = new ZoomPane(loaded);
    root.getChildren().addFirst(paints);
    this.panes = new Panes(outer, upper, logPane);
    this.pages =
        new ObjectPages(
            engine, model, operator, views, pagePlace, this::showInLog, this::openSettings);
    this.middlePane =
        new MiddlePane(
            middle,
            new MiddlePane.Tabs(pageTab, historyTab),
            pages,
            surroundings ->
                new HistoryController(engine.console(), model.past(), paints, surroundings, texts),
            new MiddlePane.Links(model::objects, objects::choose, this::showInLog),
            views);
    follow();
  }

  private void follow() {
    model.changesProperty().subscribe(_ -> refresh());
    model.programModel().nowProperty().subscribe(_ -> tick());
    zoom.roomWidthProperty()
        .subscribe(
            width -> root.pseudoClassStateChanged(NARROW_WINDOW, width.doubleValue() < NARROW));
    panes.logWholeProperty().subscribe(log::showWhole);
    overlay.closingProperty().subscribe(overlays::showClosing);
  }

  private SettingsController.Surroundings settingsSurroundings() {
    return new SettingsController.Surroundings(
        engine.console().configuring(),
        operator::ask,
        model.programModel().nowProperty(),
        model
            .programModel()
            .snapshotProperty()
            .map(
                program ->
                    engine.console().identity().armingNeeded() && program.armedUntil().isEmpty()),
        name -> {
          expected = Optional.of(name);
          refresh();
        });
  }

  private void refresh() {
    objects.refresh();
    expected
        .flatMap(
            name ->
                model.connectionModels().stream()
                    .filter(connection -> connection.endpoint().name().equals(name))
                    .findFirst())
        .ifPresent(
            found -> {
              expected = Optional.empty();
              choose(found);
            });
    pages.page().ifPresent(PageController::refreshQuestion);
  }

  private void tick() {
    objects.tick();
    pages.page().ifPresent(shown -> shown.object().refresh());
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

  void zoomAsUsual() {
    zoom.setZoom(Workspace.USUAL_ZOOM);
  }

  void toggleDense() {
    objects.setDense(!objects.isDense());
  }

  void saveDiagnostics() {
    diagnostics.save(root.getScene().getWindow(), model.programModel().now());
  }

  void nextTheme() {
    environment.nextTheme();
  }

  /** Arranges the window as it was. */
  void restore(Workspace workspace) {
    panes.restore(workspace);
    objects.setDense(workspace.dense());
    zoom.setZoom(workspace.zoom());
    model.quiet().restore(workspace.quiet());
    theme.choose(workspace.theme());
    environment.showTheme();
  }

  /** How it is arranged now, in a window that lies there. */
  Workspace workspace(Optional<Workspace.Bounds> bounds, boolean maximized) {
    return new Workspace(
        bounds,
        maximized,
        panes.objectsDivider(),
        panes.logDivider(),
        objects.isDense(),
        theme.choice(),
        zoom.zoom(),
        model.quiet().quietProperty().get().at(model.programModel().now()));
  }

  /** Shows each open question on the page of the connection it is about. */
  void answerPasswords(ObservableList<PasswordQuestion> open) {
    settings.answerPasswords(open);
    pages.answerPasswords(open, objects::choose);
    open.subscribe(() -> middlePane.showHistory(middlePane.isHistory() && open.isEmpty()));
  }

  @Override
  public void send(Command command) {
    operator.send(command);
  }

  @Override
  public void press(ObjectModel object, Command command) {
    if (object.consequence(command).isEmpty()) {
      operator.send(command);
    } else {
      choose(object);
      middlePane.showHistory(false);
      pages.page().ifPresent(shown -> shown.press(command));
    }
  }

  /** Shows an object's page and puts the keyboard on its line. */
  void choose(ObjectModel object) {
    panes.setLogWhole(false);
    objects.choose(object);
    objects.focus();
  }

  /** Shows the worst first, with the keyboard on the list. */
  void begin() {
    objects.chooseWorst();
    // Only now: whoever shows the window hears of a first page that cannot be shown.
    objects.chosenProperty().subscribe(pages::show);
    objects.chosenProperty().subscribe(middlePane::choose);
    objects.focus();
  }

  void focusConnection(int index) {
    model.connectionModels().stream().skip(index).findFirst().ifPresent(this::choose);
  }

  void findObject() {
    panes.setLogWhole(false);
    objects.focusFilter();
  }

  /** Starts or stops the chosen relay, else the first one; says why if that cannot be. */
  void togglePolling() {
    objects
        .chosenProperty()
        .get()
        .flatMap(
            chosen -> model.relayModels().stream().filter(relay -> relay.equals(chosen)).findAny())
        .or(() -> model.relayModels().stream().findFirst())
        .ifPresent(this::togglePolling);
  }

  private void togglePolling(RelayModel relay) {
    var looks = relay.looks().get();
    looks
        .main()
        .command()
        .ifPresentOrElse(command -> press(relay, command), () -> operator.refuse(looks.detail()));
  }

  private void showInLog(Subject subject) {
    log.showFrom(subject);
  }

  private void showInLog(Subject subject, Instant at) {
    log.showFrom(subject);
    log.showAt(at);
  }

  @FXML
  private void showPage() {
    middlePane.showHistory(false);
  }

  @FXML
  private void showHistory() {
    middlePane.showHistory(true);
  }

  /** Shows the history instead of the page, or the page again, with the keyboard on it. */
  void toggleHistory() {
    panes.setLogWhole(false);
    middlePane.showHistory(!middlePane.isHistory());
    middlePane.focus();
  }

  @FXML
  void toggleLog() {
    panes.setLogWhole(!panes.logWholeProperty().get());
    if (panes.logWholeProperty().get()) {
      log.focusLines();
    } else {
      objects.focus();
    }
  }

  /** Moves the keyboard on to the next region, or back to the one before. */
  void focusRegion(int step) {
    List<Runnable> regions = List.of(objects::focus, middlePane::focus, log::focusLines);
    if (panes.logWholeProperty().get()) {
      log.focusLines();
    } else {
      regions.get(Math.floorMod(focusedRegion() + step, regions.size())).run();
    }
  }

  private int focusedRegion() {
    for (Node node = root.getScene().getFocusOwner(); node != null; node = node.getParent()) {
      if (node.equals(middle)) {
        return 1;
      }
      if (node.equals(upper)) {
        return 0;
      }
    }
    return 2;
  }

  /** Closes what lies open, without ever ending anything; tells whether there was something. */
  boolean escape() {
    return overlays.escape() || log.clearSearch();
  }

  @FXML
  void toggleKeys() {
    overlays.toggleKeys();
  }

  void openHandover() {
    overlays.openHandover();
  }

  /** The configuration, with the chosen connection to be edited. */
  void openSettings() {
    overlays.openSettings(
        objects
            .chosenProperty()
            .get()
            .map(ObjectModel::subject)
            .filter(subject -> subject.kind() == Subject.Kind.CONNECTION)
            .map(Subject::name));
  }

  /** The configuration, with that connection to be edited. */
  private void openSettings(String connection) {
    overlays.openSettings(Optional.of(connection));
  }

  @Override
  public boolean canAdd() {
    return settings.isUsable();
  }

  /** The configuration, with a new connection to be written. */
  @Override
  public void add() {
    overlays.openSettings(Optional.empty());
  }

  void openMute() {
    objects
        .chosenProperty()
        .get()
        .ifPresent(chosen -> overlays.openMute(chosen.subject(), chosen.name()));
  }

  void openPalette() {
    overlays.openPalette(PaletteEntries.now(this, model, texts));
  }

  /** Asks the engine to end the program; a repeated request offers to force it. */
  void close(ShutdownReason reason) {
    if (overlay.closingProperty().get()) {
      overlay.askAgain();
    } else {
      var _ = engine.life().shutdown(reason);
    }
  }
}
