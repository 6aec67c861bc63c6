package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Actor;
import dev.signalbox.base.FileFailures;
import dev.signalbox.base.HostName;
import dev.signalbox.base.OwnerOnly;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.SettingsLocation;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.MainWindow;
import dev.signalbox.ui.WindowEngine;
import dev.signalbox.ui.start.StartPage;
import dev.signalbox.ui.toolkit.FxWorkExecutor;
import dev.signalbox.ui.toolkit.ToolkitStart;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  /** What a window adds the first connection to. */
  private static final String EMPTY =
      """
      # What Signalbox connects to. The window edits it; comments and order stay as they are.
      environment: development
      connections: {}
      """;

  /** When there is still no word of a drawn window, which need not be in anybody's sight. */
  private static final Duration DRAWN_AT_LATEST = Duration.ofSeconds(2);

  private final Main.Launch launch;
  private final Request request;
  private final SystemScheduler scheduler = new SystemScheduler();
  private final FxWorkExecutor executor = new FxWorkExecutor();

  /** Whether the configuration is being read, or has been: one engine and no more. */
  private final AtomicBoolean loading = new AtomicBoolean();

  /** As soon as the toolkit has begun, which is never if it cannot. */
  private final CompletableFuture<MainWindow> window = new CompletableFuture<>();

  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private final OneWindow oneWindow;

  /**
   * What is asked of a window.
   *
   * @param config the configuration, where one is named
   * @param start whether polling is to begin
   */
  record Request(Optional<Path> config, boolean start) {
    /** Of arguments that say so in the simplest way; empty for all others, wrong ones included. */
    static Optional<Request> plain(List<String> arguments) {
      Optional<Path> config = Optional.empty();
      boolean start = false;
      Iterator<String> left = arguments.iterator();
      while (left.hasNext()) {
        String argument = left.next();
        if (argument.equals("--start") && !start) {
          start = true;
        } else if (argument.equals("--config") && config.isEmpty() && left.hasNext()) {
          String file = left.next();
          if (file.isEmpty() || file.startsWith("-")) {
            return Optional.empty();
          }
          config = Optional.of(Path.of(file));
        } else {
          return Optional.empty();
        }
      }
      return Optional.of(new Request(config, start));
    }
  }

  WindowRun(Main.Launch launch, Request request) {
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
    try {
      toolkit.join();
      Platform.runLater(this::openWindow);
      return ended.join();
    } catch (CompletionException e) {
      return noDisplay(ToolkitStart.reason(e));
    } finally {
      // Of an engine it was the last step already.
      oneWindow.leave();
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
    return onWindow(MainWindow::comeForward).thenApply(_ -> true);
  }

  /** On the FX thread, once there is a window. */
  private CompletableFuture<Void> onWindow(Consumer<MainWindow> action) {
    return window.thenAcceptAsync(
        opened -> {
          try {
            action.accept(opened);
          } catch (RuntimeException | Error e) {
            fail(e);
          }
        },
        Platform::runLater);
  }

  private void fail(Throwable unexpected) {
    LOG.error("Signalbox cannot go on: {}", unexpected.toString(), unexpected);
    ended.complete(ExitCode.UNUSABLE);
  }

  private void load() {
    switch (SettingsLocation.find(request.config(), Surroundings.ofProcess())) {
      case SettingsLocation.Found found -> load(found.file());
      case SettingsLocation.NotFound missing -> firstRun(missing, Optional.empty());
    }
  }

  private void load(Path file) {
    OptionalInt refused = oneWindow.claim(file, this::comeForward);
    if (refused.isPresent()) {
      ended.complete(refused.getAsInt());
      return;
    }
    try {
      open(launch.reader().read(file, Purpose.WINDOW), file);
    } catch (SettingsException e) {
      e.problems().forEach(problem -> LOG.error("{}", problem));
      List<StartPage.Problem> problems =
          e.problems().stream()
              .map(p -> new StartPage.Problem(p.line(), p.key(), p.message(), p.suggestion()))
              .toList();
      showStart(new StartPage.Unusable(file, problems), Optional.empty());
    }
  }

  private void firstRun(SettingsLocation.NotFound missing, Optional<String> trouble) {
    Path createAt = missing.places().getLast();
    showStart(
        new StartPage.FirstRun(missing.places(), example(), createAt, trouble),
        Optional.of(missing));
  }

  private void open(Configuration configuration, Path file) {
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
    WorkspaceFile workspace =
        configuration.stateFolder().map(WorkspaceFile::open).orElseGet(WorkspaceFile::none);
    var _ = onWindow(shown -> show(shown, engine, operator, workspace));
    answers.begin(engine.console(), true);
  }

  /** On the FX thread. A program that cannot be seen must not go on unseen. */
  private void show(MainWindow shown, Engine engine, Actor operator, WorkspaceFile workspace) {
    try {
      beginOnceDrawn(shown, engine);
      shown.showConsole(
          new WindowEngine(
              engine.console(), engine.console(), operator, launch.rowActions(), workspace));
      launch.opened().accept(engine);
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
    engine.connectAutomatically();
    if (request.start()) {
      engine.startPolling();
    }
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
            missing.ifPresent(m -> inBackground("create configuration", () -> write(m, example())));
          }

          @Override
          public void add() {
            missing.ifPresent(
                m ->
                    inBackground(
                        "create configuration",
                        () -> {
                          write(m, EMPTY);
                          var _ = onWindow(MainWindow::addConnection);
                        }));
          }

          @Override
          public void quit() {
            ended.complete(ExitCode.ORDERLY);
          }
        };
    loading.set(false);
    var _ = onWindow(shown -> shown.showStart(page, actions));
  }

  private void write(SettingsLocation.NotFound missing, String text) {
    Path file = missing.places().getLast();
    try {
      writePrivately(file, text);
      load();
    } catch (IOException e) {
      firstRun(missing, Optional.of(FileFailures.reason(e)));
    }
  }

  /** Secrets will be written into it. */
  private static void writePrivately(Path file, String text) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    OwnerOnly.createFolders(folder);
    Files.createFile(file, OwnerOnly.file(file));
    OwnerOnly.restrict(file, OwnerOnly.FILE);
    Files.writeString(file, text);
  }

  private static String example() {
    try (InputStream in =
        Objects.requireNonNull(WindowRun.class.getResourceAsStream("/signalbox.example.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
