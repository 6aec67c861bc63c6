package dev.signalbox.ui;

import dev.signalbox.bench.Ratios;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.journal.Journal;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

/**
 * A frame watch: how long the window at its longest did not draw while something goes on in it.
 * Ends with exit code 1 if the median of the runs is above {@value #MOST_MILLIS} ms anywhere.
 * Argument: runs of each, three unless said.
 */
public final class FrameBench {
  private static final double MOST_MILLIS = 100;
  private static final int LINES = 100_000;
  private static final int CONNECTIONS = 500;
  private static final int CHANGES_PER_SECOND = 500;
  private static final int LINES_PER_SECOND = 5_000;
  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final Duration WATCHED = Duration.ofSeconds(4);
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private final Journal journal = new Journal(LINES, 1_000_000_000);
  private final ScriptedConsole engine = new ScriptedConsole(journal);
  private final List<Endpoint> endpoints = new ArrayList<>();

  /** What goes on while it is watched. */
  @FunctionalInterface
  private interface Happening {
    /** Lasts until that time, off the FX thread. */
    void until(long end) throws Exception;
  }

  /** Makes the engine that the window shows: {@code many} more connections, a full log. */
  private FrameBench(boolean many) {
    for (int i = 0; many && i < CONNECTIONS; i++) {
      Endpoint endpoint =
          new Endpoint(
              "pool-" + i,
              EndpointKind.MARIADB,
              "pool-" + i,
              "db-%d.rail.example:3306/tracking".formatted(i % 40),
              Duration.ofSeconds(30),
              true,
              HeartbeatSettings.DEFAULT);
      engine.add(endpoint);
      endpoints.add(endpoint);
    }
    for (int i = 0; i < LINES; i++) {
      say(i);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Platform.startup(() -> Platform.setImplicitExit(false));
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    boolean even = true;
    try {
      even &= watch("connect", runs, false, FrameBench::connect);
      even &= watch("cancel", runs, false, FrameBench::cancel);
      even &= watch("stop polling", runs, false, FrameBench::stop);
      even &= watch("close", runs, false, FrameBench::close);
      even &= watch("filter 100,000 lines", runs, false, FrameBench::filter);
      even &= watch("5,000 lines/s", runs, false, FrameBench::flood);
      even &= watch("500 connections changing", runs, true, FrameBench::change);
      even &= watch("1,000 engines changing", runs, () -> FleetFrames.watch(SETTLE, WATCHED));
    } finally {
      Platform.exit();
    }
    if (!even) {
      System.err.printf(Locale.ROOT, "Above %.0f ms.%n", MOST_MILLIS);
      System.exit(1);
    }
  }

  /** What is seen while many connections change. */
  static Frames.Seen changing() throws Exception {
    FrameBench bench = new FrameBench(true);
    try (bench.engine) {
      return bench.watch(FrameBench::change);
    }
  }

  /** What a bench does in the window. */
  @FunctionalInterface
  private interface Scenario {
    Happening in(FrameBench bench, Stage stage);
  }

  private static boolean watch(String what, int runs, boolean many, Scenario scenario)
      throws Exception {
    return watch(
        what,
        runs,
        () -> {
          FrameBench bench = new FrameBench(many);
          try (bench.engine) {
            return bench.watch(scenario);
          }
        });
  }

  private static boolean watch(String what, int runs, Callable<Frames.Seen> watched)
      throws Exception {
    double[] longest = new double[runs];
    List<String> told = new ArrayList<>();
    // The first one only warms up.
    for (int run = -1; run < runs; run++) {
      Frames.Seen seen = watched.call();
      if (run >= 0) {
        longest[run] = seen.longest();
        told.add(
            String.format(Locale.ROOT, "%.0f (%.0f/s)", seen.longest(), seen.pulsesPerSecond()));
      }
    }
    Ratios.of("bench-frames")
        .keep("longest without a frame: " + what, longest, "100 ms", MOST_MILLIS);
    Arrays.sort(longest);
    double median = longest[runs / 2];
    System.out.printf(
        Locale.ROOT, "%-26s longest %4.0f ms, runs %s%n", what, median, String.join(", ", told));
    return median <= MOST_MILLIS;
  }

  private Frames.Seen watch(Scenario scenario) throws Exception {
    Stage stage =
        Screenshots.onFx(
            () -> {
              Stage opened = new Stage();
              opened.setWidth(WIDTH);
              opened.setHeight(HEIGHT);
              new MainWindow(opened, engine).showConsole(engine.window());
              return opened;
            });
    LockSupport.parkNanos(SETTLE.toNanos());
    Happening happening = scenario.in(this, stage);
    Frames frames = new Frames();
    Screenshots.onFx(
        () -> {
          frames.begin();
          return stage;
        });
    happening.until(System.nanoTime() + WATCHED.toNanos());
    CompletableFuture<Frames.Seen> seen = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          seen.complete(frames.end());
          stage.hide();
        });
    return seen.get(1, TimeUnit.MINUTES);
  }

  private Happening connect(Stage stage) {
    return end ->
        every(20, end, i -> show(List.of(States.connecting(), States.connected()).get(i % 2)));
  }

  private Happening cancel(Stage stage) {
    return end ->
        every(
            20,
            end,
            i -> show(List.of(States.connecting(), States.cancelling(), States.off()).get(i % 3)));
  }

  private Happening stop(Stage stage) {
    show(States.connected());
    return end ->
        every(
            10,
            end,
            i ->
                engine.show(
                    i % 2 == 0 ? States.running() : States.stopping(Duration.ofSeconds(1))));
  }

  private Happening close(Stage stage) {
    show(States.connected());
    engine.show(States.running());
    ShutdownPhase[] phases = ShutdownPhase.values();
    return end ->
        every(
            5,
            end,
            i ->
                engine.program.show(
                    new ProgramSnapshot(
                        new ProgramState.Closing(
                            phases[i % phases.length],
                            States.NOW.plusSeconds(5),
                            States.NOW.minusSeconds(1),
                            States.NOW.plusSeconds(9),
                            new ShutdownReason.Quit()),
                        List.of(),
                        Optional.empty())));
  }

  private Happening filter(Stage stage) {
    List<String> texts = List.of("7", "Cycle 99", "nothing of that kind", "");
    Platform.runLater(() -> Screenshots.press(stage.getScene(), KeyCode.F9, false));
    return end ->
        every(
            2,
            end,
            i -> edit(stage, "#search", field -> field.setText(texts.get(i % texts.size()))));
  }

  private Happening flood(Stage stage) {
    return end ->
        every(
            100,
            end,
            i -> {
              for (int line = 0; line < LINES_PER_SECOND / 100; line++) {
                say(i * 100 + line);
              }
            });
  }

  private Happening change(Stage stage) {
    List<ConnectionState> states =
        List.of(States.connected(), States.stale(), States.waiting(), States.failed());
    return end ->
        every(
            50,
            end,
            i -> {
              for (int one = 0; one < CHANGES_PER_SECOND / 50; one++) {
                int number = i * (CHANGES_PER_SECOND / 50) + one;
                engine.show(
                    endpoints.get(number % CONNECTIONS),
                    states.get(number / CONNECTIONS % states.size()));
              }
            });
  }

  private void show(ConnectionState state) {
    List.of(States.NATS, States.ORACLE, States.MARIADB)
        .forEach(endpoint -> engine.show(endpoint, state));
  }

  private void say(int i) {
    journal.append(
        Instant.now(),
        i % 1_000 == 0 ? Severity.ERROR : Severity.INFO,
        Subject.relay("txlog"),
        "Cycle %d: 1,000 rows in 0.%02d s".formatted(i, i % 97),
        Optional.empty());
  }

  /** What is done so and so often. */
  @FunctionalInterface
  private interface Step {
    void now(int number) throws Exception;
  }

  private static void every(int perSecond, long end, Step step) throws Exception {
    long began = System.nanoTime();
    for (int i = 0; System.nanoTime() < end; i++) {
      step.now(i);
      LockSupport.parkNanos(began + (i + 1) * 1_000_000_000L / perSecond - System.nanoTime());
    }
  }

  private static void edit(Stage stage, String field, Consumer<TextField> action) throws Exception {
    Screenshots.onFx(
        () -> {
          action.accept((TextField) stage.getScene().lookup(field));
          return stage;
        });
  }
}
