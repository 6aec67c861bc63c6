package dev.signalbox.ui;

import dev.signalbox.base.Scheduler;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.connections.WindowPasswordPrompt;
import dev.signalbox.ui.model.PresenceLooks;
import dev.signalbox.ui.start.Outline;
import dev.signalbox.ui.start.StartPage;
import dev.signalbox.ui.start.StartPageController;
import dev.signalbox.ui.toolkit.Attention;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.toolkit.Ticker;
import dev.signalbox.ui.toolkit.Views;
import dev.signalbox.ui.toolkit.WindowFrame;
import dev.signalbox.ui.workspace.Placement;
import dev.signalbox.ui.workspace.Workspace;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/**
 * The window of one engine. It shows a start page until there is an engine, then its console.
 * Closing it asks an engine of this process to end, and leaves any other alone; the window itself
 * never ends anything.
 *
 * <p>Threading: FX thread only, except where a method says otherwise.
 */
public final class MainWindow {
  /** So many quick ticks, or one slow one. */
  private static final int TICKS_TO_REMEMBER = 10;

  private static final KeyCombination QUIT =
      new KeyCodeCombination(KeyCode.Q, KeyCombination.SHORTCUT_DOWN);

  private final Stage stage;
  private final Scheduler scheduler;
  private final Texts texts;
  private final Views views;
  private final Theme theme;
  private final WindowPasswordPrompt passwords = new WindowPasswordPrompt();
  private final Scene scene;

  /** Where it was when it last had a place of its own. */
  private Optional<Workspace.Bounds> bounds = Optional.empty();

  private long ticks;

  /** Whether it was to be closed before there was an engine to be asked. */
  private boolean closeWanted;

  /** Whether a first connection was to be written before there was a console to do it in. */
  private boolean addWanted;

  /** What shows the engine, once there is one. */
  private Optional<Shown> shown = Optional.empty();

  private record Shown(ConsoleView view, Ticker ticker) {}

  /** Takes over the stage, which shows nothing yet. */
  public MainWindow(Stage stage, Scheduler scheduler) {
    this(stage, scheduler, new Texts());
  }

  /** The same in other words. */
  MainWindow(Stage stage, Scheduler scheduler, Texts texts) {
    this(stage, scheduler, texts, new Theme());
  }

  /** One of several windows, which have their colours together. */
  public MainWindow(Stage stage, Scheduler scheduler, Texts texts, Theme theme) {
    this.stage = stage;
    this.scheduler = scheduler;
    this.texts = texts;
    this.theme = theme;
    this.views = new Views(texts);
    this.scene = WindowFrame.around(stage, texts.get("window.title"));
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

  /** Calls that once the whole window has been drawn from now on. */
  public void whenDrawn(Runnable told) {
    WindowFrame.whenDrawn(scene, told);
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

  /**
   * Shows what is known before there is an engine, where it will stay; to be followed by its
   * console. Closing the window meanwhile closes it then.
   *
   * @param workspace how the window was arranged
   * @param seen called once it is on the screen
   */
  public void showOutline(Outline outline, Workspace workspace, Runnable seen) {
    if (shown.isPresent()) {
      throw new IllegalStateException("There is a console already");
    }
    theme.choose(workspace.theme());
    scene.setRoot(OutlineView.of(outline, workspace, texts));
    stage.setTitle(
        texts.get(
            "window.titleWith",
            outline.environmentWord(),
            texts.get("connections.summary", 0, outline.connections().size())));
    stage.setOnCloseRequest(
        request -> {
          request.consume();
          closeWanted = true;
        });
    scene.getAccelerators().put(QUIT, () -> closeWanted = true);
    Placement.restore(stage, workspace);
    WindowFrame.whenSeen(scene, seen);
    stage.show();
  }

  /** Shows this engine, for good. */
  public void showConsole(WindowEngine engine) {
    ConsoleModel model = new ConsoleModel(engine.console(), texts, scheduler.now());
    ConsoleView view = new ConsoleView(engine, model, theme, views);
    scene.getAccelerators().remove(QUIT);
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
    model.presenceProperty().subscribe(_ -> showTitle(engine, model));
    Ticker ticker = ticker(engine, model, view);
    bounds = engine.workspace().remembered().bounds();
    stopWithProgram(engine, model, ticker);
    // An icon shows nothing but the title, which news change by themselves.
    stage.iconifiedProperty().subscribe(ticker::pause);
    model.quickProperty().subscribe(ticker::hurry);
    scene.addEventFilter(InputEvent.ANY, new Attention(model::quicken));
    ticker.start();
    if (!stage.isShowing()) {
      Placement.restore(stage, engine.workspace().remembered());
    }
    stage.show();
    view.begin();
    view.answerPasswords(passwords.open());
    shown = Optional.of(new Shown(view, ticker));
    if (closeWanted) {
      view.close(new ShutdownReason.WindowClosed());
    } else if (addWanted) {
      view.add();
    }
  }

  private Ticker ticker(WindowEngine engine, ConsoleModel model, ConsoleView view) {
    return new Ticker(
        scheduler,
        (time, lag) -> {
          model.tick(time, lag);
          if (++ticks % TICKS_TO_REMEMBER == 0 || !model.quickProperty().get()) {
            remember(engine, view);
          }
        });
  }

  /** One that runs elsewhere may come back, in another process. */
  private static void stopWithProgram(WindowEngine engine, ConsoleModel model, Ticker ticker) {
    model
        .programModel()
        .snapshotProperty()
        .subscribe(
            program -> {
              if (engine.life().isPresent() && program.state() instanceof ProgramState.Closed) {
                ticker.stop();
                model.close();
              }
            });
  }

  /** Closes the window and listens to nothing any more; the engine does not notice. */
  public void close() {
    shown.ifPresent(
        there -> {
          there.ticker().stop();
          there.view().leave();
        });
    shown = Optional.empty();
    stage.close();
  }

  /** Lets the operator write a first connection, as soon as there is a console. */
  public void addConnection() {
    shown.map(Shown::view).ifPresentOrElse(ConsoleView::add, () -> addWanted = true);
  }

  /** Comes before all other windows, also if it is iconified; one that is not shown yet will. */
  public void comeForward() {
    WindowFrame.bringForward(stage);
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
    String counts =
        texts.get("connections.summary", model.connected(), model.connectionModels().size());
    var presence = model.presenceProperty().get();
    String standing =
        presence.isCertain()
            ? counts
            : PresenceLooks.of(presence, model.clockProperty().get(), texts).word();
    stage.setTitle(
        texts.get(
            "window.titleWith",
            engine
                .name()
                .map(name -> texts.get("window.engine", name, engine.environmentWord()))
                .orElseGet(engine::environmentWord),
            standing));
  }
}
