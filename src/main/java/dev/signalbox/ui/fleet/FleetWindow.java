package dev.signalbox.ui.fleet;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.toolkit.Ticker;
import dev.signalbox.ui.toolkit.Views;
import dev.signalbox.ui.toolkit.WindowFrame;
import dev.signalbox.ui.workspace.Placement;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.WorkspaceFile;
import dev.signalbox.ui.workspace.ZoomPane;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;

/**
 * The window of many engines. It opens the console of each in a window of its own, and closes them
 * all with itself; it ends no engine.
 *
 * <p>Threading: FX thread only.
 */
public final class FleetWindow {
  private static final PseudoClass NARROW_WINDOW = PseudoClass.getPseudoClass("narrow");
  private static final double NARROW = 1100;
  private static final int TICKS_TO_REMEMBER = 10;

  private final Stage stage;
  private final Scheduler scheduler;
  private final WorkspaceFile workspace;
  private final Runnable closed;
  private final Theme theme = new Theme();
  private final FleetModel model;
  private final BulkController bulk;
  private final FleetHeadController head;
  private final FleetView view;
  private final EngineWindows windows;
  private final ZoomPane zoom;
  private final Ticker ticker;
  private Optional<Workspace.Bounds> bounds;
  private long ticks;
  private boolean open = true;

  /**
   * Takes over the stage, which shows nothing yet, and begins to listen.
   *
   * @param fleet is not closed by this window
   * @param operator who sits at this window; asks for everything that is asked here
   * @param workspace remembers how the window is arranged
   * @param closed is told once, when the window and all consoles opened from it are closed
   */
  public FleetWindow(
      Stage stage,
      Scheduler scheduler,
      Fleet fleet,
      Actor operator,
      WorkspaceFile workspace,
      Runnable closed) {
    this(stage, scheduler, fleet, operator, workspace, closed, new Texts());
  }

  /** The same in other words. */
  FleetWindow(
      Stage stage,
      Scheduler scheduler,
      Fleet fleet,
      Actor operator,
      WorkspaceFile workspace,
      Runnable closed,
      Texts texts) {
    this.stage = stage;
    this.scheduler = scheduler;
    this.workspace = workspace;
    this.closed = closed;
    this.bounds = workspace.remembered().bounds();
    this.model = new FleetModel(fleet, texts, scheduler.now());
    this.bulk = new BulkController(fleet, operator, this::focusList, texts);
    this.windows =
        new EngineWindows(fleet, scheduler, operator, theme, this::arrangementOfConsole, texts);
    this.head = new FleetHeadController(model, theme, this::toggleKeys, scheduler, texts);
    this.view = new FleetView(model, bulk, windows::open, head, scheduler.now(), texts);
    new Views(texts).load("fleet", view, head, bulk);
    this.zoom = new ZoomPane(view.root());
    this.ticker =
        new Ticker(
            scheduler,
            (time, lag) -> {
              view.tick(time, lag);
              if (++ticks % TICKS_TO_REMEMBER == 0) {
                remember();
              }
            });
    arrange(WindowFrame.around(stage, head.titleProperty().get()));
  }

  private void arrange(Scene scene) {
    scene.setRoot(zoom);
    theme.choose(workspace.remembered().theme());
    zoom.setZoom(workspace.remembered().zoom());
    zoom.roomWidthProperty()
        .subscribe(
            width ->
                view.root().pseudoClassStateChanged(NARROW_WINDOW, width.doubleValue() < NARROW));
    new FleetKeys(view, zoom, this::close).install(scene);
    scene.addEventFilter(InputEvent.ANY, this::onInput);
    head.titleProperty().subscribe(stage::setTitle);
    stage.iconifiedProperty().subscribe(ticker::pause);
    stage.setOnCloseRequest(
        request -> {
          request.consume();
          close();
        });
  }

  /** Whatever the operator presses or turns holds the order; a mouse that only moves does not. */
  private void onInput(InputEvent event) {
    if (event.getEventType().equals(KeyEvent.KEY_PRESSED)
        || event.getEventType().equals(MouseEvent.MOUSE_PRESSED)
        || event instanceof ScrollEvent) {
      model.touch(scheduler.now());
    }
  }

  /** Opens it. */
  public void show() {
    ticker.start();
    Placement.restore(stage, workspace.remembered());
    stage.show();
    focusList();
  }

  private void focusList() {
    view.focusList();
  }

  private void toggleKeys() {
    view.toggleKeys();
  }

  /** Comes before all other windows, also if it is iconified; one that is not shown yet will. */
  public void comeForward() {
    WindowFrame.bringForward(stage);
  }

  public Theme theme() {
    return theme;
  }

  /** Closes it and all consoles opened from it, and listens to nothing any more. */
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    remember();
    ticker.stop();
    windows.closeAll();
    bulk.close();
    model.close();
    stage.close();
    closed.run();
  }

  private Workspace arrangementOfConsole() {
    return Workspace.DEFAULT.with(Optional.empty(), false, theme.choice(), zoom.zoom());
  }

  /** Where it lies while it is maximised is the screen's place and not the operator's. */
  private void remember() {
    if (!stage.isMaximized() && !stage.isIconified()) {
      bounds =
          Optional.of(
              new Workspace.Bounds(
                  stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()));
    }
    workspace.save(
        workspace.remembered().with(bounds, stage.isMaximized(), theme.choice(), zoom.zoom()));
  }

  /** What its list has made so far. */
  int cellsMade() {
    return view.cellsMade();
  }
}
