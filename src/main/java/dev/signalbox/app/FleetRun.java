package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.app.fleet.FleetWatch;
import dev.signalbox.base.Actor;
import dev.signalbox.base.HostName;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.settings.FleetSettings;
import dev.signalbox.settings.Settings;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.fleet.FleetWindow;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window of many engines. It has an engine of its own too, without connections and relays:
 * through that it goes down like any other program, and ends no engine of the fleet.
 */
final class FleetRun {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Main.Launch launch;
  private final Settings settings;
  private final FleetSettings fleet;
  private final Optional<Path> state;
  private final SystemScheduler scheduler = new SystemScheduler();
  private Optional<FleetWindow> window = Optional.empty();

  /**
   * Of this fleet.
   *
   * @param settings without connections and relays
   * @param state the folder in which it is kept how the window is arranged
   */
  FleetRun(Main.Launch launch, Settings settings, FleetSettings fleet, Optional<Path> state) {
    this.launch = launch;
    this.settings = settings.withoutFleet();
    this.fleet = fleet;
    this.state = state;
  }

  /** Blocks until the window is closed; returns the exit code. */
  int run() {
    if (!Surroundings.hasDisplay()) {
      return noDisplay("neither DISPLAY nor WAYLAND_DISPLAY is set");
    }
    CompletableFuture<Void> toolkit = launch.toolkit().begin();
    Engine engine =
        Engine.create(
            settings,
            scheduler,
            Engine.Surfaces.unattended(launch.processEnd()::halt, Optional.empty()));
    if (!launch.processEnd().attach(engine)) {
      return ExitCode.ORDERLY;
    }
    String user = System.getProperty("user.name");
    Actor operator = new Actor(fleet.commander(user), HostName.read(), "fleet window");
    WorkspaceFile workspace = state.map(WorkspaceFile::open).orElseGet(WorkspaceFile::none);
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    var _ =
        engine
            .coordinator()
            .closed()
            .thenAccept(report -> ended.complete(report.reason().exitCode()));
    try (FleetWatch watch = FleetWatch.begin(fleet, operator.user(), scheduler, settings.retry())) {
      var _ =
          toolkit.whenComplete(
              (_, failure) -> {
                if (failure == null) {
                  // Whoever cannot be seen has nothing to ask of any server.
                  watch.connect();
                  Platform.runLater(() -> open(watch, operator, workspace, engine));
                } else {
                  ended.complete(noDisplay(failure));
                }
              });
      return ended.join();
    } finally {
      // Where it has not begun nobody would ever take this.
      if (toolkit.isDone() && !toolkit.isCompletedExceptionally()) {
        Platform.runLater(() -> window.ifPresent(FleetWindow::close));
      }
    }
  }

  /** On the FX thread. A program that cannot be seen must not go on unseen. */
  private void open(FleetWatch watch, Actor operator, WorkspaceFile workspace, Engine engine) {
    try {
      FleetWindow opened =
          new FleetWindow(
              new Stage(), scheduler, watch.fleet(), operator, workspace, () -> close(engine));
      window = Optional.of(opened);
      opened.show();
    } catch (RuntimeException | Error e) {
      LOG.error("The window cannot be shown: {}", e.toString(), e);
      var _ =
          engine
              .coordinator()
              .shutdown(
                  new ShutdownReason.Fatal("the window cannot be shown: " + e, ExitCode.UNUSABLE));
    }
  }

  private static void close(Engine engine) {
    var _ = engine.coordinator().shutdown(new ShutdownReason.WindowClosed());
  }

  private static int noDisplay(Throwable failure) {
    LOG.debug("No window can be opened", failure);
    return noDisplay(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
  }

  private static int noDisplay(String why) {
    LOG.error("No window can be opened: {}. Set DISPLAY.", why);
    return ExitCode.UNUSABLE;
  }
}
