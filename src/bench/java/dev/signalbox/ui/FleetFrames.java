package dev.signalbox.ui;

import dev.signalbox.base.Actor;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.ui.fleet.EngineScript;
import dev.signalbox.ui.fleet.FleetWindow;
import dev.signalbox.ui.fleet.ScriptedFleet;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javafx.stage.Stage;

/**
 * The window of a thousand engines with four connections each, of which a hundred change in each
 * second, and the order with them.
 */
final class FleetFrames {
  private static final int ENGINES = 1_000;
  private static final int CHANGES_PER_SECOND = 100;
  private static final List<String> STATES =
      List.of("Connected", "Stale", "Waiting", "Connected", "Failed");
  private static final Actor KURT = new Actor("kurt", "console-3", "fleet window");

  private final ScriptedFleet fleet = new ScriptedFleet();
  private final List<EngineRow> rows = new ArrayList<>();

  private FleetFrames() {
    for (int i = 0; i < ENGINES; i++) {
      rows.add(engine(i, "Connected"));
    }
    show();
  }

  /** What is seen while they change, after that long without. */
  static Frames.Seen watch(Duration settle, Duration watched) throws Exception {
    FleetFrames bench = new FleetFrames();
    try (SystemScheduler scheduler = new SystemScheduler();
        bench.fleet) {
      FleetWindow window =
          Screenshots.onFx(
              () -> {
                FleetWindow opened =
                    new FleetWindow(
                        new Stage(), scheduler, bench.fleet, KURT, WorkspaceFile.none(), () -> {});
                opened.show();
                return opened;
              });
      LockSupport.parkNanos(settle.toNanos());
      Frames frames = new Frames();
      Screenshots.onFx(
          () -> {
            frames.begin();
            return window;
          });
      bench.change(watched);
      return Screenshots.onFx(
          () -> {
            Frames.Seen seen = frames.end();
            window.close();
            return seen;
          });
    }
  }

  private void change(Duration watched) {
    long began = System.nanoTime();
    for (int i = 0; System.nanoTime() < began + watched.toNanos(); i++) {
      int engine = i * 7 % ENGINES;
      rows.set(engine, engine(engine, STATES.get(i % STATES.size())));
      show();
      LockSupport.parkNanos(
          began + (i + 1) * 1_000_000_000L / CHANGES_PER_SECOND - System.nanoTime());
    }
  }

  private void show() {
    fleet.show(ScriptedFleet.ONLINE, rows);
  }

  private static EngineRow engine(int i, String word) {
    EngineScript script =
        EngineScript.engine("relay-%03d".formatted(i))
            .in(i % 3 == 0 ? "production" : "staging", "group-" + i % 10)
            .relay("relay-" + i, "Running", Optional.empty());
    for (String connection : List.of("nats", "oracle", "mariadb", "archive")) {
      script.connection(connection, word, Optional.of("connection refused"));
    }
    return script.row();
  }
}
