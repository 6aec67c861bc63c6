package dev.signalbox.app;

import dev.signalbox.app.engine.Connectors;
import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Actor;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Settings;
import dev.signalbox.shutdown.ShutdownCoordinator;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.MainWindow;
import dev.signalbox.ui.WindowEngine;
import dev.signalbox.ui.toolkit.FxWorkExecutor;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/**
 * The whole program inside the test's JVM, wired as {@link Main} wires it, except that a halt is
 * recorded and that closing does not end the JVM. Signals are real ones: they go through the
 * operating system to the handlers the program installs.
 */
public final class TrialProgram implements AutoCloseable {
  /** Its handlers can be installed only once in a JVM; the program of the moment is attached. */
  private static final ProcessEnd PROCESS_END = installed();

  private static final long LIMIT_SECONDS = 20;
  private static final double UNSEEN_WIDTH = 80;
  private static final double UNSEEN_HEIGHT = 50;

  private final SystemScheduler scheduler = new SystemScheduler();
  private final BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();
  private final FxWorkExecutor windowExecutor = new FxWorkExecutor();
  private final Engine engine;
  private @Nullable Stage stage;

  private static ProcessEnd installed() {
    ProcessEnd processEnd = new ProcessEnd(new PromptExit()::now);
    var _ = processEnd.install();
    return processEnd;
  }

  /**
   * Wires a program that connects nothing by itself.
   *
   * @param windowed whether attempts are to run inside the window's tasks; the toolkit has to be up
   */
  public TrialProgram(Settings settings, boolean windowed) {
    this(settings, windowed, RelayLimits.STANDARD);
  }

  /** The same, with limits of the relays that are not those of operation. */
  public TrialProgram(Settings settings, boolean windowed, RelayLimits limits) {
    WorkExecutor executor = windowed ? windowExecutor : WorkExecutor.virtualThreads();
    this.engine =
        Engine.create(
            settings,
            scheduler,
            new Engine.Surfaces(
                executor, PasswordPrompt.unavailable(), windowed, halts::add, Optional.empty()),
            limits);
    if (!PROCESS_END.attach(engine)) {
      throw new IllegalStateException("The JVM is ending");
    }
    if (!windowed) {
      new FatalFailures(engine, settings.shutdown().afterFailureOf()).watch();
    }
  }

  /** The connector that the program uses for this connection, for a connect without a program. */
  public static Connector connector(Settings settings, String name, DriverThreads threads) {
    return new Connectors(PasswordPrompt.unavailable(), _ -> {}, threads, Optional.empty())
        .of(
            settings.connections().stream()
                .filter(connection -> connection.name().equals(name))
                .findFirst()
                .orElseThrow(),
            name);
  }

  public ShutdownCoordinator coordinator() {
    return engine.coordinator();
  }

  public List<ConnectionSupervisor> supervisors() {
    return engine.supervisors();
  }

  public ConnectionSupervisor supervisor(String name) {
    return engine.supervisors().stream()
        .filter(s -> s.endpoint().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  public Relay relay(String name) {
    return engine.relays().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  /** All lines that are kept for the window. */
  public String log() {
    return engine
        .console()
        .log(0, Integer.MAX_VALUE)
        .toCompletableFuture()
        .join()
        .entries()
        .stream()
        .map(LogEntry::toString)
        .collect(Collectors.joining("\n"));
  }

  /** What it hands out to whoever looks for a fault. */
  public String diagnostics() {
    return engine.console().diagnostics().toCompletableFuture().join().toString();
  }

  /** The exit codes with which the watchdog would have ended the process. */
  public List<Integer> halts() {
    return List.copyOf(halts);
  }

  /**
   * Makes sure that this process may be sent signals: one that was started in the background, or to
   * outlive its terminal, ignores some of them for good.
   */
  public static void requireSignals() throws IOException {
    long ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .findFirst()
            .orElse(0);
    for (Map.Entry<String, Integer> signal : Map.of("HUP", 1, "INT", 2, "TERM", 15).entrySet()) {
      if ((ignored >> (signal.getValue() - 1) & 1) == 1) {
        throw new IllegalStateException(
            "SIG"
                + signal.getKey()
                + " is ignored in this process: start the tests in the foreground,"
                + " without nohup");
      }
    }
  }

  /** Has the operating system send this process a signal, and returns at once. */
  public static void raise(String name) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    signal
        .getMethod("raise", signal)
        .invoke(null, signal.getConstructor(String.class).newInstance(name));
  }

  /**
   * Begins to open the window and returns when the FX thread is about it.
   *
   * @return counted down when the window is shown
   */
  public CountDownLatch beginToOpenWindow() throws InterruptedException {
    // Nobody looks at it, and without a screen each pixel of a frame is copied by itself.
    return beginToOpenWindow(UNSEEN_WIDTH, UNSEEN_HEIGHT);
  }

  private CountDownLatch beginToOpenWindow(double width, double height)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch shown = new CountDownLatch(1);
    Platform.runLater(
        () -> {
          begun.countDown();
          Stage opened = new Stage();
          stage = opened;
          MainWindow window = new MainWindow(opened, scheduler);
          opened.setMinWidth(0);
          opened.setMinHeight(0);
          opened.setWidth(width);
          opened.setHeight(height);
          window.showConsole(
              new WindowEngine(
                  engine.console(),
                  engine.console(),
                  new Actor("kurt", "console-3", "window"),
                  List.of(),
                  WorkspaceFile.none()));
          shown.countDown();
        });
    await(begun);
    return shown;
  }

  /** Opens the window and returns when it is shown. */
  public void openWindow() throws InterruptedException {
    await(beginToOpenWindow());
  }

  /** The same, of a size in which somebody could use it. */
  public void openWindow(double width, double height) throws InterruptedException {
    await(beginToOpenWindow(width, height));
  }

  /** Asks the window to close as the desktop does, and returns at once. */
  public void requestWindowClose() {
    Platform.runLater(
        () -> {
          Stage open = stage;
          if (open != null) {
            open.fireEvent(new WindowEvent(open, WindowEvent.WINDOW_CLOSE_REQUEST));
          }
        });
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The FX thread is busy");
    }
  }

  /** Closes the program if nobody has, and takes down what the end of the process would. */
  @Override
  public void close() throws InterruptedException {
    var _ =
        engine
            .coordinator()
            .shutdown(new ShutdownReason.Quit())
            .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
            .join();
    if (stage != null) {
      CountDownLatch hidden = new CountDownLatch(1);
      Platform.runLater(
          () -> {
            Stage open = stage;
            if (open != null) {
              open.hide();
            }
            hidden.countDown();
          });
      await(hidden);
    }
    scheduler.close();
  }
}
