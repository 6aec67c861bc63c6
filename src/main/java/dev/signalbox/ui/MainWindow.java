package dev.signalbox.ui;

import dev.signalbox.base.Scheduler;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.connections.WindowPasswordPrompt;
import dev.signalbox.ui.start.StartPage;
import dev.signalbox.ui.start.StartPageController;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.toolkit.Ticker;
import dev.signalbox.ui.toolkit.Views;
import dev.signalbox.ui.workspace.Placement;
import dev.signalbox.ui.workspace.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.InputEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * The one window. It shows a start page until there is an engine, then its console. Closing it asks
 * the engine to end; the window itself never ends anything.
 *
 * <p>Threading: FX thread only, except where a method says otherwise.
 */
public final class MainWindow {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final double MINIMUM_WIDTH = 960;
  private static final double MINIMUM_HEIGHT = 600;

  /** So many quick ticks, or one slow one. */
  private static final int TICKS_TO_REMEMBER = 10;

  /** Heard also where nobody has moved the mouse: what lies under it has changed. */
  private static final Set<EventType<?>> COMES_BY_ITSELF =
      Set.of(
          MouseEvent.MOUSE_ENTERED,
          MouseEvent.MOUSE_ENTERED_TARGET,
          MouseEvent.MOUSE_EXITED,
          MouseEvent.MOUSE_EXITED_TARGET);

  private static final List<Integer> ICON_SIZES = List.of(16, 24, 32, 48, 64, 128, 256);

  private final Stage stage;
  private final Scheduler scheduler;
  private final Texts texts;
  private final Views views;
  private final Theme theme = new Theme();
  private final WindowPasswordPrompt passwords = new WindowPasswordPrompt();
  private final Scene scene = new Scene(new StackPane(), WIDTH, HEIGHT);

  /** Where it was when it last had a place of its own. */
  private Optional<Workspace.Bounds> bounds = Optional.empty();

  private long ticks;

  /** What shows the engine, once there is one. */
  private Optional<ConsoleView> console = Optional.empty();

  /** Takes over the stage, which shows nothing yet. */
  public MainWindow(Stage stage, Scheduler scheduler) {
    this(stage, scheduler, new Texts());
  }

  /** The same in other words. */
  MainWindow(Stage stage, Scheduler scheduler, Texts texts) {
    this.stage = stage;
    this.scheduler = scheduler;
    this.texts = texts;
    this.views = new Views(texts);
    scene.getStylesheets().add(resource("/css/signalbox.css"));
    stage.setScene(scene);
    stage.setTitle(texts.get("window.title"));
    stage.setMinWidth(MINIMUM_WIDTH);
    stage.setMinHeight(MINIMUM_HEIGHT);
    ICON_SIZES.forEach(
        size ->
            stage.getIcons().add(new Image(resource("/icons/signalbox-%d.png".formatted(size)))));
  }

  private static String resource(String path) {
    return Objects.requireNonNull(MainWindow.class.getResource(path), path).toExternalForm();
  }

  /**
   * Asks for passwords in the row of the connection that needs one; what is asked before there is a
   * console waits for it. May be called from any thread.
   */
  public PasswordPrompt passwordPrompt() {
    return passwords;
  }

  public Theme theme() {
    return theme;
  }

  /** Says what is missing before there can be an engine. Closing the window quits. */
  public void showStart(StartPage page, StartPage.Actions actions) {
    StartPageController controller = new StartPageController(page, actions, texts);
    scene.setRoot(views.load("start-page", controller));
    stage.setOnCloseRequest(
        request -> {
          request.consume();
          actions.quit();
        });
    stage.show();
    controller.focus();
  }

  /** Shows this engine, for good. */
  public void showConsole(WindowEngine engine) {
    ConsoleModel model = new ConsoleModel(engine.console(), texts, scheduler.now());
    ConsoleView view = new ConsoleView(engine, model, theme, views);
    scene.setRoot(view.root());
    view.restore(engine.workspace().remembered());
    new KeyMap(view).install(scene);
    stage.setOnCloseRequest(
        request -> {
          request.consume();
          remember(engine, view);
          view.close(new ShutdownReason.WindowClosed());
        });
    model.changesProperty().subscribe(_ -> showTitle(engine, model));
    Ticker ticker =
        new Ticker(
            scheduler,
            (time, lag) -> {
              model.tick(time, lag);
              if (++ticks % TICKS_TO_REMEMBER == 0 || !model.quickProperty().get()) {
                remember(engine, view);
              }
            });
    bounds = engine.workspace().remembered().bounds();
    model
        .programModel()
        .snapshotProperty()
        .subscribe(
            program -> {
              if (program.state() instanceof ProgramState.Closed) {
                ticker.stop();
                model.close();
              }
            });
    // An icon shows nothing but the title, which news change by themselves.
    stage.iconifiedProperty().subscribe(ticker::pause);
    model.quickProperty().subscribe(ticker::hurry);
    scene.addEventFilter(
        InputEvent.ANY,
        event -> {
          if (!COMES_BY_ITSELF.contains(event.getEventType())) {
            model.quicken();
          }
        });
    ticker.start();
    if (!stage.isShowing()) {
      Placement.restore(stage, engine.workspace().remembered());
    }
    stage.show();
    view.begin();
    view.answerPasswords(passwords.open());
    console = Optional.of(view);
  }

  /** Lets the operator write a first connection; there is a console. */
  public void addConnection() {
    console.ifPresent(ConsoleView::add);
  }

  /** Comes before all other windows, also if it is iconified; one that is not shown yet will. */
  public void comeForward() {
    if (stage.isShowing()) {
      stage.setIconified(false);
      stage.toFront();
      stage.requestFocus();
    }
  }

  /** Where it lies while it is maximised is the screen's place and not the operator's. */
  private void remember(WindowEngine engine, ConsoleView view) {
    if (!stage.isMaximized() && !stage.isIconified()) {
      bounds =
          Optional.of(
              new Workspace.Bounds(
                  stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()));
    }
    engine.workspace().save(view.workspace(bounds, stage.isMaximized()));
  }

  private void showTitle(WindowEngine engine, ConsoleModel model) {
    stage.setTitle(
        texts.get(
            "window.titleWith",
            engine.environmentWord(),
            model.connected(),
            model.connectionModels().size()));
  }
}
