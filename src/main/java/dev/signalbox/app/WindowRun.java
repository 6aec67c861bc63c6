package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Actor;
import dev.signalbox.base.FileFailures;
import dev.signalbox.base.HostName;
import dev.signalbox.base.OwnerOnly;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.SettingsLocation;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.MainWindow;
import dev.signalbox.ui.WindowEngine;
import dev.signalbox.ui.connections.RowAction;
import dev.signalbox.ui.start.StartPage;
import dev.signalbox.ui.toolkit.FxWorkExecutor;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine with its window. Files are read and the engine is made on virtual threads; the FX
 * thread only shows what came of it.
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

  private final ProcessEnd processEnd;
  private final Supplier<SettingsLocation> location;
  private final Configuration.Reader reader;
  private final List<RowAction> rowActions;
  private final boolean start;
  private final Consumer<Engine> opened;
  private final SystemScheduler scheduler = new SystemScheduler();
  private final FxWorkExecutor executor = new FxWorkExecutor();

  /** Whether the configuration is being read, or has been: one engine and no more. */
  private final AtomicBoolean loading = new AtomicBoolean();

  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private final OneWindow oneWindow;

  WindowRun(
      ProcessEnd processEnd,
      Supplier<SettingsLocation> location,
      Configuration.Reader reader,
      List<RowAction> rowActions,
      boolean start,
      Consumer<Engine> opened) {
    this.processEnd = processEnd;
    this.location = location;
    this.reader = reader;
    this.rowActions = rowActions;
    this.start = start;
    this.opened = opened;
    this.oneWindow = new OneWindow(reader.meetingPlace(), start);
  }

  /** Blocks until the program is closed; returns the exit code. */
  int run() {
    if (!Surroundings.hasDisplay()) {
      return noDisplay("neither DISPLAY nor WAYLAND_DISPLAY is set");
    }
    try {
      Platform.startup(this::openWindow);
    } catch (UnsupportedOperationException | IllegalStateException e) {
      return noDisplay(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
    int code = ended.join();
    // Of an engine it was the last step already.
    oneWindow.leave();
    return code;
  }

  private static int noDisplay(String why) {
    LOG.error("No window can be opened: {}. Run with --headless, or set DISPLAY.", why);
    return ExitCode.UNUSABLE;
  }

  /** On the FX thread. */
  private void openWindow() {
    try {
      Platform.setImplicitExit(false);
      MainWindow window = new MainWindow(new Stage(), scheduler);
      inBackground("load configuration", () -> load(window));
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** False if there is no window for long enough to be worth coming to. */
  private CompletionStage<Boolean> comeForward(MainWindow window) {
    if (ended.isDone() || processEnd.isEnding()) {
      return CompletableFuture.completedFuture(false);
    }
    return CompletableFuture.runAsync(window::comeForward, Platform::runLater).thenApply(_ -> true);
  }

  private void fail(Throwable unexpected) {
    LOG.error("Signalbox cannot go on: {}", unexpected.toString(), unexpected);
    ended.complete(ExitCode.UNUSABLE);
  }

  private void load(MainWindow window) {
    switch (location.get()) {
      case SettingsLocation.Found found -> load(window, found.file());
      case SettingsLocation.NotFound missing -> firstRun(window, missing, Optional.empty());
    }
  }

  private void load(MainWindow window, Path file) {
    OptionalInt refused = oneWindow.claim(file, () -> comeForward(window));
    if (refused.isPresent()) {
      ended.complete(refused.getAsInt());
      return;
    }
    try {
      open(window, reader.read(file, Purpose.WINDOW), file);
    } catch (SettingsException e) {
      e.problems().forEach(problem -> LOG.error("{}", problem));
      List<StartPage.Problem> problems =
          e.problems().stream()
              .map(p -> new StartPage.Problem(p.line(), p.key(), p.message(), p.suggestion()))
              .toList();
      showStart(window, new StartPage.Unusable(file, problems), Optional.empty());
    }
  }

  private void firstRun(
      MainWindow window, SettingsLocation.NotFound missing, Optional<String> trouble) {
    Path createAt = missing.places().getLast();
    showStart(
        window,
        new StartPage.FirstRun(missing.places(), example(), createAt, trouble),
        Optional.of(missing));
  }

  private void open(MainWindow window, Configuration configuration, Path file) {
    Answers answers = Answers.of(configuration, reader.meetingPlace());
    Engine engine =
        Engine.create(
            configuration.settings(),
            scheduler,
            answers.about(
                new Engine.Surfaces(
                    executor,
                    window.passwordPrompt(),
                    true,
                    processEnd::halt,
                    configuration.stateFolder(),
                    Optional.of(file),
                    oneWindow::leave)));
    if (!processEnd.attach(engine)) {
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
    Platform.runLater(() -> show(window, engine, operator, workspace));
    engine.connectAutomatically();
    if (start) {
      engine.startPolling();
    }
    answers.begin(engine.console(), true);
  }

  /** On the FX thread. A program that cannot be seen must not go on unseen. */
  private void show(MainWindow window, Engine engine, Actor operator, WorkspaceFile workspace) {
    try {
      window.showConsole(
          new WindowEngine(engine.console(), engine.console(), operator, rowActions, workspace));
      opened.accept(engine);
    } catch (RuntimeException | Error e) {
      LOG.error("The window cannot be shown: {}", e.toString(), e);
      var _ =
          engine
              .coordinator()
              .shutdown(
                  new ShutdownReason.Fatal("the window cannot be shown: " + e, ExitCode.UNUSABLE));
    }
  }

  private void showStart(
      MainWindow window, StartPage page, Optional<SettingsLocation.NotFound> missing) {
    StartPage.Actions actions =
        new StartPage.Actions() {
          @Override
          public void retry() {
            inBackground("load configuration", () -> load(window));
          }

          @Override
          public void create() {
            missing.ifPresent(
                m -> inBackground("create configuration", () -> write(window, m, example())));
          }

          @Override
          public void add() {
            missing.ifPresent(
                m ->
                    inBackground(
                        "create configuration",
                        () -> {
                          write(window, m, EMPTY);
                          Platform.runLater(window::addConnection);
                        }));
          }

          @Override
          public void quit() {
            ended.complete(ExitCode.ORDERLY);
          }
        };
    loading.set(false);
    Platform.runLater(() -> window.showStart(page, actions));
  }

  private void write(MainWindow window, SettingsLocation.NotFound missing, String text) {
    Path file = missing.places().getLast();
    try {
      writePrivately(file, text);
      load(window);
    } catch (IOException e) {
      firstRun(window, missing, Optional.of(FileFailures.reason(e)));
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
