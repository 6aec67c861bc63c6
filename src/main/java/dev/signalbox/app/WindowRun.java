package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Actor;
import dev.signalbox.base.FileFailures;
import dev.signalbox.base.HostName;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.settings.SettingsLocation;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.MainWindow;
import dev.signalbox.ui.WindowEngine;
import dev.signalbox.ui.start.Outline;
import dev.signalbox.ui.start.StartPage;
import dev.signalbox.ui.toolkit.FxWorkExecutor;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine with its window. Files are read and the engine is made on virtual threads while the
 * toolkit begins; the FX thread only shows what came of it. Nothing is connected to before that has
 * been drawn: the drivers take the processors as much as the window does.
 */
final class WindowRun {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  /** When there is still no word of a drawn window, which need not be in anybody's sight. */
  private static final Duration DRAWN_AT_LATEST = Duration.ofSeconds(10);

  /** The same of its outline, which only comes first. */
  private static final Duration SEEN_AT_LATEST = Duration.ofSeconds(1);

  private final Main.Launch launch;
  private final Main.WindowRequest request;
  private final SystemScheduler scheduler = new SystemScheduler();
  private final FxWorkExecutor executor = new FxWorkExecutor();

  /** Whether the configuration is being read, or has been: one engine and no more. */
  private final AtomicBoolean loading = new AtomicBoolean();

  /** As soon as the toolkit has begun, which is never if it cannot. */
  private final CompletableFuture<MainWindow> window = new CompletableFuture<>();

  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private final OneWindow oneWindow;

  WindowRun(Main.Launch launch, Main.WindowRequest request) {
    this.launch = launch;
    this.request = request;
    this.oneWindow = new OneWindow(launch.reader().meetingPlace(), request.start());
  }

  /** Blocks until the program is closed; returns the exit code. */
  int run() {
    if (!Surroundings.hasDisplay()) {
      return noDisplay("neither DISPLAY nor WAYLAND_DISPLAY is set");
    }
    CompletableFuture<Void> toolkit = launch.toolkit().begin();
    inBackground("load configuration", this::load);
    var _ =
        toolkit.whenComplete(
            (_, failure) -> {
              if (failure == null) {
                Platform.runLater(this::openWindow);
              } else {
                refuse(failure);
              }
            });
    int code = ended.join();
    // Of an engine it was the last step already.
    oneWindow.leave();
    return code;
  }

  private void refuse(Throwable failure) {
    if (launch.processEnd().isEnding()) {
      LOG.debug("No window is opened any more", failure);
      ended.complete(ExitCode.ORDERLY);
    } else if (failure instanceof UnsupportedOperationException
        || failure instanceof IllegalStateException) {
      ended.complete(
          noDisplay(Objects.requireNonNullElse(failure.getMessage(), failure.toString())));
    } else {
      fail(failure);
    }
  }

  private static int noDisplay(String why) {
    LOG.error("No window can be opened: {}. Run with --headless, or set DISPLAY.", why);
    return ExitCode.UNUSABLE;
  }

  /** On the FX thread. */
  private void openWindow() {
    try {
      window.complete(new MainWindow(new Stage(), scheduler));
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** False if there is no window for long enough to be worth coming to. */
  private CompletionStage<Boolean> comeForward() {
    if (ended.isDone() || launch.processEnd().isEnding()) {
      return CompletableFuture.completedFuture(false);
    }
    return window.thenAcceptAsync(MainWindow::comeForward, Platform::runLater).thenApply(_ -> true);
  }

  private void fail(Throwable unexpected) {
    LOG.error("Signalbox cannot go on: {}", unexpected.toString(), unexpected);
    ended.complete(ExitCode.UNUSABLE);
  }

  private static List<StartPage.Problem> problems(SettingsException failure) {
    return failure.problems().stream()
        .map(p -> new StartPage.Problem(p.line(), p.key(), p.message(), p.suggestion()))
        .toList();
  }

  /** Reads while the toolkit begins; nothing is claimed or made before that has. */
  private void load() {
    Configuration.Reading reading = Configuration.find(request.config(), launch.reader());
    if (!hasToolkit()) {
      return;
    }
    switch (reading) {
      case Configuration.Reading.Missing(SettingsLocation.NotFound places) ->
          firstRun(places, Optional.empty());
      case Configuration.Reading.Unusable(Path file, SettingsException why) -> {
        if (isOurs(file)) {
          why.problems().forEach(problem -> LOG.error("{}", problem));
          showStart(new StartPage.Unusable(file, problems(why)), Optional.empty());
        }
      }
      case Configuration.Reading.Usable(Path file, Configuration configuration) -> {
        if (isOurs(file)) {
          open(configuration, file);
        }
      }
    }
  }

  /** Whether ours is the one window of that file; else the run is over. */
  private boolean isOurs(Path file) {
    OptionalInt refused = oneWindow.claim(file, this::comeForward);
    refused.ifPresent(ended::complete);
    return refused.isEmpty();
  }

  private void firstRun(SettingsLocation.NotFound missing, Optional<String> trouble) {
    Path createAt = missing.places().getLast();
    showStart(
        new StartPage.FirstRun(missing.places(), Configuration.example(), createAt, trouble),
        Optional.of(missing));
  }

  private void open(Configuration configuration, Path file) {
    WorkspaceFile workspace =
        configuration.stateFolder().map(WorkspaceFile::open).orElseGet(WorkspaceFile::none);
    CompletableFuture<Void> seen = showOutline(configuration.outline(), workspace);
    Answers answers = Answers.of(configuration, launch.reader().meetingPlace());
    Engine engine =
        Engine.create(
            configuration.settings(),
            scheduler,
            answers.about(
                new Engine.Surfaces(
                    executor,
                    label -> window.join().passwordPrompt().ask(label),
                    true,
                    launch.processEnd()::halt,
                    configuration.stateFolder(),
                    Optional.of(file),
                    oneWindow::leave)));
    if (!launch.processEnd().attach(engine)) {
      return;
    }
    var _ =
        engine
            .coordinator()
            .closed()
            .thenAccept(report -> ended.complete(report.reason().exitCode()));
    Actor operator = new Actor(System.getProperty("user.name"), HostName.read(), "window");
    var _ = seen.thenRun(() -> onWindow(shown -> show(shown, engine, operator, workspace)));
    answers.begin(engine.console(), true);
  }

  /**
   * Whether there can be a window; else that has been told, and nothing is begun. A display that
   * accepts and says nothing is waited for until somebody ends the process.
   */
  private boolean hasToolkit() {
    Scheduler.Cancellation slow =
        scheduler.schedule(
            DRAWN_AT_LATEST, () -> LOG.warn("No window yet: the display does not answer"));
    try {
      return launch.toolkit().begin().handle((_, failure) -> failure == null).join();
    } finally {
      slow.cancel();
    }
  }

  /**
   * Shows what is known as soon as there is a window, while the engine is being made.
   *
   * @return completed once it has been drawn, or will not be for long; never before it was shown
   */
  private CompletableFuture<Void> showOutline(Outline outline, WorkspaceFile workspace) {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    onWindow(
        shown -> {
          Scheduler.Cancellation latest =
              scheduler.schedule(SEEN_AT_LATEST, () -> seen.complete(null));
          shown.showOutline(
              outline,
              workspace.remembered(),
              () -> {
                LOG.debug("The outline of the window has been drawn");
                latest.cancel();
                seen.complete(null);
              });
        });
    return seen;
  }

  /** On the FX thread. A program that cannot be seen must not go on unseen. */
  private void show(MainWindow shown, Engine engine, Actor operator, WorkspaceFile workspace) {
    try {
      beginOnceDrawn(shown, engine);
      shown.showConsole(
          new WindowEngine(
              engine.console(), engine.console(), operator, launch.rowActions(), workspace));
    } catch (RuntimeException | Error e) {
      LOG.error("The window cannot be shown: {}", e.toString(), e);
      var _ =
          engine
              .coordinator()
              .shutdown(
                  new ShutdownReason.Fatal("the window cannot be shown: " + e, ExitCode.UNUSABLE));
    }
  }

  private void beginOnceDrawn(MainWindow shown, Engine engine) {
    CompletableFuture<Void> drawn = new CompletableFuture<>();
    Scheduler.Cancellation latest = scheduler.schedule(DRAWN_AT_LATEST, () -> drawn.complete(null));
    shown.whenDrawn(
        () -> {
          LOG.debug("The window has been drawn");
          drawn.complete(null);
          latest.cancel();
        });
    var _ = drawn.thenRunAsync(() -> begin(engine), Thread.ofVirtual().name("begin")::start);
  }

  private void begin(Engine engine) {
    try {
      engine.connectAutomatically();
      if (request.start()) {
        engine.startPolling();
      }
      launch.prepareExit().run();
      launch.opened().accept(engine);
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** On the FX thread, once there is a window, which is of no use if it cannot be done. */
  private void onWindow(Consumer<MainWindow> action) {
    var _ =
        window.thenAcceptAsync(
            opened -> {
              try {
                action.accept(opened);
              } catch (RuntimeException | Error e) {
                fail(e);
              }
            },
            Platform::runLater);
  }

  private void showStart(StartPage page, Optional<SettingsLocation.NotFound> missing) {
    StartPage.Actions actions =
        new StartPage.Actions() {
          @Override
          public void retry() {
            inBackground("load configuration", WindowRun.this::load);
          }

          @Override
          public void create() {
            missing.ifPresent(
                m -> inBackground("create configuration", () -> write(m, Configuration.example())));
          }

          @Override
          public void add() {
            missing.ifPresent(
                m ->
                    inBackground(
                        "create configuration",
                        () -> {
                          if (write(m, Configuration.EMPTY)) {
                            onWindow(MainWindow::addConnection);
                          }
                        }));
          }

          @Override
          public void quit() {
            ended.complete(ExitCode.ORDERLY);
          }
        };
    loading.set(false);
    onWindow(shown -> shown.showStart(page, actions));
    launch.prepareExit().run();
  }

  /** Returns whether it could be written; if so it is loaded. */
  private boolean write(SettingsLocation.NotFound missing, String text) {
    Path file = missing.places().getLast();
    try {
      Configuration.writeFirst(file, text);
    } catch (IOException e) {
      firstRun(missing, Optional.of(FileFailures.reason(e)));
      return false;
    }
    load();
    return true;
  }

  /** Begins it, unless the same is under way: a second press of a button asks for nothing new. */
  private void inBackground(String name, Runnable work) {
    if (!loading.compareAndSet(false, true)) {
      return;
    }
    Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                work.run();
              } catch (RuntimeException | Error e) {
                fail(e);
              }
            });
  }
}
